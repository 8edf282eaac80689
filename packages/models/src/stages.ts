import { mul, upsampleBilinear, type Value } from '@celltally/engine';
import type { Scope } from '@celltally/nn';
import type { Architecture, Prediction, Stage } from './architecture.js';
import { UnsuitableTargetError } from './errors.js';
import type { TargetName } from './model.js';
import type { NetworkOptions } from './options.js';

/** All maps that an architecture can learn; the first is its own. */
export const targetsOf = ({ stages }: Architecture): TargetName[] => [
  ...new Set([...stages].reverse().flatMap(({ targets }) => targets)),
];

/**
 * The stages that lead to a kind of map. One that learns something else on the way does so with its own first target.
 * @throws UnsuitableTargetError naming the maps that the architecture can learn
 */
export function stagesFor(architecture: Architecture, target: TargetName): readonly Stage[] {
  const last = architecture.stages.findIndex(({ targets }) => targets.includes(target));
  if (last < 0) throw new UnsuitableTargetError(architecture.name, target, targetsOf(architecture));
  return architecture.stages.slice(0, last + 1);
}

/** The stage whose network predicts when an architecture has learnt a kind of map. */
export const finalStage = (architecture: Architecture, target: TargetName): Stage =>
  stagesFor(architecture, target).at(-1) as Stage;

/**
 * A stage's network with its map in the size of the picture, `[N, 1, H, W]`. A coarse map is spread bilinearly, which
 * keeps its sum exactly: every source pixel has the weight `stride²`, at the borders, too.
 */
export function fullSizePrediction(
  { network, stride }: Stage,
  scope: Scope,
  image: Value,
  options: NetworkOptions,
): Prediction {
  const found = network(scope, image, options);
  if (stride === 1) return found;
  return { ...found, map: mul(upsampleBilinear(found.map, stride), 1 / stride ** 2) };
}
