import { parseSplit } from '@celltally/imaging';
import { beforeEach, describe, expect, it } from 'vitest';
import { RunError } from '../errors.js';
import { tinyConfig } from '../testing/tiny-set.node.js';
import { beginRun, holdsRun, RUN_FILE, type RunDescription, SPLIT_FILE } from './run.js';
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
    for (const resume of [false, true]) expect(await holdsRun(memoryStore(), run, resume)).toBe(false);
  });

  it('keeps what it is, and its split in a form that data sets read', () => {
    const text = (name: string): string => new TextDecoder().decode(files.get(name));
    expect(JSON.parse(text(RUN_FILE))).toEqual(run);
    expect(parseSplit(text(SPLIT_FILE)).splits).toEqual(run.splits);
  });

  it('is there once it began', async () => {
    expect(await holdsRun(store, run, true)).toBe(true);
  });

  it('goes on although options were added since it began', async () => {
    const { beta1: _, sampling: __, ...config } = run.config;
    files.set(RUN_FILE, new TextEncoder().encode(JSON.stringify({ ...run, config })));
    expect(await holdsRun(store, run, true)).toBe(true);
    const other = { ...run, config: { ...run.config, beta1: 0.5 } };
    await expect(holdsRun(store, other, true)).rejects.toThrow('beta1 was 0.9, now 0.5');
  });

  it('goes on with one value for each stage', async () => {
    const staged = { ...run, config: { ...run.config, epochs: [60, 40] } };
    await beginRun(store, staged);
    expect(await holdsRun(store, { ...run, config: { ...run.config, epochs: [60, 40] } }, true)).toBe(true);
    await expect(holdsRun(store, run, true)).rejects.toThrow('epochs was 60,40, now 2');
  });

  it('may go on for longer than was said, and cut other tiles', async () => {
    const config = { ...run.config, minutes: 5, patience: 2, tile: 64, halo: 16 };
    expect(await holdsRun(store, { ...run, config }, true)).toBe(true);
  });

  it('is not overwritten by another one', async () => {
    await expect(holdsRun(store, run, false)).rejects.toThrow(
      new RunError(
        'the output folder already holds a run: continue it with --resume, or choose another folder',
      ),
    );
  });

  it('is not continued with other options', async () => {
    const config = { ...run.config, batch: 7, flips: false };
    await expect(holdsRun(store, { ...run, config }, true)).rejects.toThrow(
      new RunError(
        'the run in the output folder has other options (flips, batch; flips was true, now false): resume with the same, or choose another folder',
      ),
    );
  });

  it('is not continued with another split', async () => {
    const splits = { ...run.splits, train: ['a.png'] };
    await expect(holdsRun(store, { ...run, splits }, true)).rejects.toThrow(
      new RunError(
        'the run in the output folder was split differently: the pictures of the data set have changed',
      ),
    );
  });

  it('is not continued if its description is damaged', async () => {
    files.set(RUN_FILE, new TextEncoder().encode('{"config":'));
    await expect(holdsRun(store, run, true)).rejects.toThrow(
      new RunError('run.json is damaged: start the run anew in an empty folder'),
    );
  });
});
