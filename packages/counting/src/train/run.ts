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

const encode = (value: unknown): Uint8Array => new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`);

/** Options that may differ when a run is continued: they do not change what an epoch computes. */
const MAY_CHANGE: readonly (keyof TrainConfig)[] = ['minutes', 'patience'];

/**
 * Begins a run in an empty store, or continues the one that is there.
 * @throws RunError if the store holds a run and `resume` is not set, or holds another run
 */
export async function openRun(
  store: RunStore,
  run: RunDescription,
  resume: boolean,
): Promise<Checkpoint | undefined> {
  const found = await store.read(RUN_FILE);
  if (found === undefined) {
    await store.write(SPLIT_FILE, encode({ splits: run.splits }));
    await store.write(RUN_FILE, encode(run));
    return undefined;
  }
  if (!resume) {
    throw new RunError('the output folder already holds a run: continue it with --resume, or choose another folder');
  }
  const former = JSON.parse(new TextDecoder().decode(found)) as RunDescription;
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
    throw new RunError('the run in the output folder was split differently: the pictures of the data set have changed');
  }
  return readCheckpoint(store, LAST);
}
