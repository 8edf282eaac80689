import type { Annotation } from '@celltally/imaging';
import type { Architecture } from './architecture.js';
import type { TargetName } from './model.js';
import { ARCHITECTURE_NAMES, loadArchitecture } from './registry.js';
import { stagesFor, targetsOf } from './stages.js';
import { NEEDS } from './targets/needs.js';

/** The maps that an architecture can learn of pictures with this kind of annotation, whatever it learns on the way. */
export const learnableFrom = (architecture: Architecture, kind: Annotation['kind']): TargetName[] =>
  targetsOf(architecture).filter((target) => {
    const onTheWay = stagesFor(architecture, target)
      .slice(0, -1)
      .map(({ targets }) => targets[0]);
    return [...onTheWay, target].every((name) => NEEDS[name].includes(kind));
  });

/** Names of the architectures that can learn something of pictures with this kind of annotation. */
export async function architecturesFor(kind: Annotation['kind']): Promise<string[]> {
  const all = await Promise.all(ARCHITECTURE_NAMES.map(loadArchitecture));
  return all.filter((each) => learnableFrom(each, kind).length > 0).map(({ name }) => name);
}
