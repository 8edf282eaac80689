import type { Value } from '../graph/value.js';

/** What one update reads. All parameters are one flat vector, so an optimiser is a dozen nodes for any network. */
export interface UpdateInputs {
  readonly parameters: Value;
  readonly gradient: Value;
  /** The optimiser's vectors by name, each as long as the parameters. */
  readonly state: Readonly<Record<string, Value>>;
  /** What `scalars` computes on the host, as graph inputs. */
  readonly scalars: Readonly<Record<string, Value>>;
}

export interface Update {
  readonly parameters: Value;
  readonly state: Readonly<Record<string, Value>>;
}

/**
 * A pure optimiser: its state starts at zero, `update` is a piece of graph, and what depends on the step alone is
 * computed on the host in double precision.
 */
export interface Optimiser {
  readonly name: string;
  /** Names of the vectors it keeps beside the parameters. */
  readonly state: readonly string[];
  /** Scalars of step `step` (from 1) at a learning rate, by name. */
  scalars(step: number, learningRate: number): Readonly<Record<string, number>>;
  update(inputs: UpdateInputs): Update;
}
