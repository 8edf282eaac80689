import type { Splits } from '@celltally/imaging';
import type { TrainConfig } from '../config.js';
import { RunError } from '../errors.js';
import { type Checkpoint, readCheckpoint } from './checkpoint.js';
import type { RunStore } from './run-store.js';

/** Files of a run. */
export const RUN_FILE = 'run.json';
export const LAST = 'last.safetensors';
export const BEST = 'best.safetensors';
export const LOG = 'log.jsonl';
export const SPLIT_FILE = 'split.json';

/** What a run is: it never changes once the run has begun, but for how long it may go on. */
export interface RunDescription {
  readonly dataset: string;
  readonly config: TrainConfig;
  readonly splits: Splits;
}

const encode = (value: unknown): Uint8Array =>
  new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`);

/** Options that may differ when a run is continued: they do not change what a step computes. */
const MAY_CHANGE: readonly (keyof TrainConfig)[] = ['minutes', 'patience', 'tile', 'halo'];

/** Begins a run: from now on the store belongs to it. */
export async function beginRun(store: RunStore, run: RunDescription): Promise<void> {
  await store.write(SPLIT_FILE, encode({ splits: run.splits }));
  await store.write(RUN_FILE, encode(run));
}

/**
 * Looks for a run to continue: its last checkpoint, or undefined if none was begun or no epoch of it was finished.
 * @throws RunError if the store holds a run and `resume` is not set, or holds another run
 */
export async function findRun(
  store: RunStore,
  run: RunDescription,
  resume: boolean,
): Promise<Checkpoint | undefined> {
  const found = await store.read(RUN_FILE);
  if (found === undefined) return undefined;
  if (!resume) {
    throw new RunError(
      'the output folder already holds a run: continue it with --resume, or choose another folder',
    );
  }
  const former = decode(found);
  const different = Object.keys(run.config).filter((name) => {
    const key = name as keyof TrainConfig;
    return !MAY_CHANGE.includes(key) && former.config[key] !== run.config[key];
  });
  if (different.length > 0) {
    const first = different[0] as keyof TrainConfig;
    throw new RunError(
      `the run in the output folder has other options (${different.join(', ')}; ${first} was ${former.config[first]}, now ${run.config[first]}): resume with the same, or choose another folder`,
    );
  }
  if (JSON.stringify(former.splits) !== JSON.stringify(run.splits)) {
    throw new RunError(
      'the run in the output folder was split differently: the pictures of the data set have changed',
    );
  }
  return readCheckpoint(store, LAST);
}

function decode(bytes: Uint8Array): RunDescription {
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as RunDescription;
  } catch (cause) {
    throw new RunError(`${RUN_FILE} is damaged: start the run anew in an empty folder`, { cause });
  }
}
