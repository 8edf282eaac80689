import type { DeviceName } from '@celltally/engine';
import type { Dataset } from '@celltally/imaging';
import type { TrainConfig } from '../config.js';
import type { RunStore } from './run-store.js';

/** What to train on what, and where to keep it. */
export interface TrainRequest {
  /** Pictures with annotations and a split. */
  readonly dataset: Dataset;
  readonly config: TrainConfig;
  /** Where checkpoints, log and split are kept. */
  readonly store: RunStore;
  /** Continue the run that the store holds. */
  readonly resume?: boolean;
  readonly device?: DeviceName;
  /** Threads of one operator. Default: all cores. */
  readonly threads?: number;
  readonly signal?: AbortSignal;
}
