import type { DeviceName, Tensor } from '@celltally/engine';
import type { Dataset } from '@celltally/imaging';
import type { Architecture } from '@celltally/models';
import type { TrainConfig } from '../config/train-options.js';
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
  /** A network of one's own. Default: the one that `config.model` names. */
  readonly architecture?: Architecture;
  /** Tensors to begin with. Default: all begin at random. */
  readonly init?: InitialWeights;
  readonly device?: DeviceName;
  /** Threads of one operator. Default: all cores. */
  readonly threads?: number;
  readonly signal?: AbortSignal;
}

/** Weights from elsewhere, by the names of the network's tensors, or by names that its architecture can translate. */
export interface InitialWeights {
  /** What the model's card is to call them: the file's name. */
  readonly name: string;
  /** Digest of the file, in hexadecimal. */
  readonly sha256: string;
  readonly tensors: ReadonlyMap<string, Tensor>;
}
