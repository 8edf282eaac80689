import { floats } from '@celltally/engine';
import { createRandom, parseSplit } from '@celltally/imaging';
import { beforeEach, describe, expect, it } from 'vitest';
import { RunError } from '../errors.js';
import { tinyConfig } from '../testing/tiny-set.node.js';
import { writeCheckpoint } from './checkpoint.js';
import { beginRun, findRun, LAST, RUN_FILE, type RunDescription, SPLIT_FILE } from './run.js';
import { memoryStore, type RunStore } from './run-store.js';

const run: RunDescription = {
  dataset: 'cells',
  config: tinyConfig(),
  splits: { train: ['a.png', 'b.png'], val: ['c.png'], test: [] },
};
let files: Map<string, Uint8Array>;
let store: RunStore;

beforeEach(async () => {
  files = new Map();
  store = memoryStore(files);
  await beginRun(store, run);
});

describe('a run', () => {
  it('is not there before it began', async () => {
    for (const resume of [false, true]) expect(await findRun(memoryStore(), run, resume)).toBeUndefined();
  });

  it('keeps what it is, and its split in a form that data sets read', () => {
    const text = (name: string): string => new TextDecoder().decode(files.get(name));
    expect(JSON.parse(text(RUN_FILE))).toEqual(run);
    expect(parseSplit(text(SPLIT_FILE)).splits).toEqual(run.splits);
  });

  it('continues from its last checkpoint, and from the start if no epoch was finished', async () => {
    expect(await findRun(store, run, true)).toBeUndefined();
    const tensors = { parameters: floats([2], [1, 2]) };
    const last = { tensors, random: createRandom(1).state(), epoch: 3, step: 6, records: [] };
    await writeCheckpoint(store, LAST, last);
    expect(await findRun(store, run, true)).toEqual(last);
  });

  it('may go on for longer than was said, and cut other tiles', async () => {
    const config = { ...run.config, minutes: 5, patience: 2, tile: 64, halo: 16 };
    await expect(findRun(store, { ...run, config }, true)).resolves.toBeUndefined();
  });

  it('is not overwritten by another one', async () => {
    await expect(findRun(store, run, false)).rejects.toThrow(
      new RunError(
        'the output folder already holds a run: continue it with --resume, or choose another folder',
      ),
    );
  });

  it('is not continued with other options', async () => {
    const config = { ...run.config, batch: 7, flips: false };
    await expect(findRun(store, { ...run, config }, true)).rejects.toThrow(
      new RunError(
        'the run in the output folder has other options (batch, flips; batch was 2, now 7): resume with the same, or choose another folder',
      ),
    );
  });

  it('is not continued with another split', async () => {
    const splits = { ...run.splits, train: ['a.png'] };
    await expect(findRun(store, { ...run, splits }, true)).rejects.toThrow(
      new RunError(
        'the run in the output folder was split differently: the pictures of the data set have changed',
      ),
    );
  });

  it('is not continued if its description is damaged', async () => {
    files.set(RUN_FILE, new TextEncoder().encode('{"config":'));
    await expect(findRun(store, run, true)).rejects.toThrow(
      new RunError('run.json is damaged: start the run anew in an empty folder'),
    );
  });
});
