import type { Provenance } from './cell-record.js';

/** File of a benchmark with what its networks cost in a run. */
export const COSTS_FILE = 'costs.json';

/** Time and memory of one network's predictions, beside those of a reference that took turns with it. */
export interface NetworkMeasurement {
  /** Of `PlannedNetwork`. */
  readonly key: string;
  /** Time by the reference's, of each pair of turns. */
  readonly ratio: { readonly median: number; readonly least: number; readonly most: number };
  readonly milliseconds: number;
  /** Largest memory of a process that ran nothing else, Node itself included. */
  readonly megabytes: number;
}

/** What the networks of a benchmark cost in runs. */
export interface MeasuredCosts {
  /** Side of the picture. */
  readonly size: number;
  /** Turns that each pair took. */
  readonly rounds: number;
  readonly device: string;
  /** What the ratios are to. */
  readonly reference: string;
  readonly networks: readonly NetworkMeasurement[];
  /** Networks that could not be run, and why. */
  readonly failed: readonly { readonly key: string; readonly reason: string }[];
  readonly made: Provenance;
}
