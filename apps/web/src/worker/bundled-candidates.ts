import { type Candidate, errorsOf } from '@celltally/counting';
import type { ModelFacts } from '../work/engine-methods.js';

interface Shelf {
  readonly models: readonly {
    readonly id: string;
    readonly seen?: Candidate['seen'];
    readonly facts: Pick<ModelFacts, 'figures' | 'dataset'>;
  }[];
}

/**
 * The bundled models with what they have seen, fetched when first asked for.
 * @param list address of the page's list of models
 */
export function bundledCandidates(list: string): () => Promise<readonly Candidate[]> {
  let fetched: Promise<readonly Candidate[]> | undefined;
  return () => {
    fetched ??= fetchCandidates(list);
    // One that failed is tried again by whoever asks next.
    fetched.catch(() => {
      fetched = undefined;
    });
    return fetched;
  };
}

async function fetchCandidates(list: string): Promise<readonly Candidate[]> {
  const response = await fetch(list);
  if (!response.ok) throw new Error(`${list}: ${response.status} ${response.statusText}`);
  const { models } = (await response.json()) as Shelf;
  return models.map(({ id, seen, facts }) => ({ name: id, seen, ...errorsOf(facts.figures, facts.dataset) }));
}
