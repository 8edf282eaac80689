import { readSafetensors, type Tensor, type TensorFile, writeSafetensors } from '@celltally/engine';
import type { RandomState } from '@celltally/imaging';
import { RunError } from '../errors.js';
import type { EpochRecord } from '../events.js';
import type { RunStore } from './run-store.js';

/** Everything that continues a run exactly: tensors, generator, position, history. */
export interface Checkpoint {
  readonly tensors: Readonly<Record<string, Tensor>>;
  readonly random: RandomState;
  /** Epochs finished. */
  readonly epoch: number;
  /** Steps finished. */
  readonly step: number;
  readonly records: readonly EpochRecord[];
}

const VERSION = '1';

/** Writes a checkpoint as one safetensors file; what is no tensor stands in its metadata, so both are of one moment. */
export async function writeCheckpoint(store: RunStore, name: string, checkpoint: Checkpoint): Promise<void> {
  const { tensors, ...rest } = checkpoint;
  await store.write(
    name,
    writeSafetensors(new Map(Object.entries(tensors)), { checkpoint: VERSION, state: JSON.stringify(rest) }),
  );
}

/** Reads a checkpoint, or undefined where there is none. @throws RunError if the file is no checkpoint */
export async function readCheckpoint(store: RunStore, name: string): Promise<Checkpoint | undefined> {
  const bytes = await store.read(name);
  if (bytes === undefined) return undefined;
  const { tensors, metadata } = parsed(name, bytes);
  if (metadata.checkpoint !== VERSION || metadata.state === undefined) {
    throw new RunError(`${name} is no checkpoint of this version: start the run anew in an empty folder`);
  }
  return {
    ...(JSON.parse(metadata.state) as Omit<Checkpoint, 'tensors'>),
    tensors: Object.fromEntries(tensors),
  };
}

function parsed(name: string, bytes: Uint8Array): TensorFile {
  try {
    return readSafetensors(bytes);
  } catch (cause) {
    throw new RunError(`${name} is damaged: start the run anew in an empty folder`, { cause });
  }
}
