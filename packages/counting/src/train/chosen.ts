import { readSafetensors, writeSafetensors } from '@celltally/engine';
import { RunError } from '../errors.js';
import type { RunStore } from './run-store.js';
import type { FinishedStage } from './stage.js';

/** The tensors of a stage that a later one builds on, by their names in the network. */
export const CHOSEN = 'chosen.safetensors';

/** What is kept of a finished stage beside its checkpoints. */
export type Chosen = Omit<FinishedStage, 'plan' | 'records'>;

/** Keeps what a stage came to. */
export async function writeChosen(store: RunStore, { tensors, ...facts }: Chosen): Promise<void> {
  await store.write(CHOSEN, writeSafetensors(tensors, { outcome: JSON.stringify(facts) }));
}

/** What a stage came to in an earlier sitting; undefined if it has not ended. @throws RunError for a damaged file */
export async function readChosen(store: RunStore): Promise<Chosen | undefined> {
  const bytes = await store.read(CHOSEN);
  if (bytes === undefined) return undefined;
  try {
    const { tensors, metadata } = readSafetensors(bytes);
    return { ...(JSON.parse(metadata.outcome ?? '') as Omit<Chosen, 'tensors'>), tensors };
  } catch (cause) {
    throw new RunError(`${CHOSEN} is damaged: remove it, and the stage chooses its tensors again`, { cause });
  }
}
