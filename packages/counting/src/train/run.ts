import type { Splits } from '@celltally/imaging';
import { completeTrainConfig } from '../config/complete.js';
import type { TrainConfig } from '../config/train-options.js';
import { RunError } from '../errors.js';
import type { RunStore } from './run-store.js';

/** Files of a run. In a run of several stages, each keeps its checkpoints and its log in a folder of its own name. */
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

/** Options that may differ when a run is continued: they decide when it ends, or how pictures are counted. */
const MAY_CHANGE: readonly (keyof TrainConfig)[] = ['minutes', 'patience', 'tile', 'halo'];

/** Begins a run: from now on the store belongs to it. */
export async function beginRun(store: RunStore, run: RunDescription): Promise<void> {
  await store.write(SPLIT_FILE, encode({ splits: run.splits }));
  await store.write(RUN_FILE, encode(run));
}

/**
 * Whether the store holds this run, begun in an earlier sitting.
 * @throws RunError if the store holds a run and `resume` is not set, or holds another run
 */
export async function holdsRun(store: RunStore, run: RunDescription, resume: boolean): Promise<boolean> {
  const found = await store.read(RUN_FILE);
  if (found === undefined) return false;
  if (!resume) {
    throw new RunError(
      'the output folder already holds a run: continue it with --resume, or choose another folder',
    );
  }
  const former = decode(found);
  const different = (Object.keys(run.config) as (keyof TrainConfig)[]).filter(
    (name) => !MAY_CHANGE.includes(name) && String(former.config[name]) !== String(run.config[name]),
  );
  const [first] = different;
  if (first !== undefined) {
    throw new RunError(
      `the run in the output folder has other options (${different.join(', ')}; ${first} was ${former.config[first]}, now ${run.config[first]}): resume with the same, or choose another folder`,
    );
  }
  if (JSON.stringify(former.splits) !== JSON.stringify(run.splits)) {
    throw new RunError(
      'the run in the output folder was split differently: the pictures of the data set have changed',
    );
  }
  return true;
}

function decode(bytes: Uint8Array): RunDescription {
  let run: RunDescription;
  try {
    run = JSON.parse(new TextDecoder().decode(bytes)) as RunDescription;
  } catch (cause) {
    throw new RunError(`${RUN_FILE} is damaged: start the run anew in an empty folder`, { cause });
  }
  // Options that did not exist when the run began have defaults that do what was done then.
  return { ...run, config: completeTrainConfig(run.config) };
}
