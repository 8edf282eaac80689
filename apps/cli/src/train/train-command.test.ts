import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { run } from '../run.js';
import { temporaryFolder, testIo } from '../testing/test-io.js';
import { celltally, TINY_TRAINING, tinyData } from '../testing/tiny-model.js';

let cwd: string;

beforeEach(async () => {
  cwd = await temporaryFolder();
  await tinyData(cwd);
});

const text = (...path: readonly string[]): Promise<string> => readFile(join(cwd, ...path), 'utf8');
const train = ['train', '--data', 'data', '--out', 'run', ...TINY_TRAINING];

describe('celltally train', () => {
  it('leaves checkpoints, log, split, curve and package, and prints the figures', async () => {
    const { out, err } = await celltally(cwd, [...train, '--test', '--name', 'my model']);
    expect(await readdir(join(cwd, 'run'))).toEqual(
      expect.arrayContaining([
        'best.safetensors',
        'last.safetensors',
        'log.jsonl',
        'package',
        'split.json',
        'training.svg',
      ]),
    );
    expect(err).toMatch(/epoch 1 {2}loss .* val MAE .* \* best/);
    expect(out).toMatch(/part .*MAE[\s\S]*\nval [\s\S]*\ntest /);
    expect(await text('run/training.svg')).toMatch(/^<svg/);
    expect(await text('run/package/rdf.yaml')).toMatch(/name: my model/);
    expect(await text('run/package/README.md')).toMatch(/\| test \|/);
  });

  it('divides a data set without split by the seed, and keeps to it when resumed', async () => {
    await rm(join(cwd, 'data/split.json'));
    await celltally(cwd, [...train, '--seed', '5']);
    const saved = JSON.parse(await text('run/split.json')) as { splits: Record<string, string[]> };
    expect(Object.values(saved.splits).flat().sort()).toHaveLength(6);
    const { err } = await celltally(cwd, ['train', '--data', 'data', '--out', 'run', '--resume']);
    expect(err).toMatch(/split: saved with the run/);
    expect(JSON.parse(await text('run/split.json'))).toEqual(saved);
  });

  it('does not touch a run without --resume, and resumes none that is not there', async () => {
    await celltally(cwd, train);
    expect((await celltally(cwd, train, 1)).err).toMatch(/already holds a run/);
    const elsewhere = ['train', '--data', 'data', '--out', 'other', '--resume'];
    expect((await celltally(cwd, elsewhere, 1)).err).toMatch(/holds no run to continue/);
  });

  it('says how to go on when it is interrupted', async () => {
    const io = await testIo(cwd);
    io.interrupt();
    expect(await run(train, io)).toBe(130);
    expect(io.err()).toMatch(/interrupted; go on with: celltally train --data data .* --resume/);
  });

  it.each([
    [['--learning-rate', 'fast'], /--learning-rate.*a number from/s],
    [['--schedule', 'linear'], /Allowed choices are constant, cosine/],
    [['--model', 'vgg'], /unknown architecture 'vgg'/],
    [['--name', 'tiny'], /--name must be 5 to 128/],
    [['--weight-deca', '1'], /Did you mean --weight-decay/],
  ])('refuses %j', async (options, message) => {
    expect((await celltally(cwd, [...train, ...options], 1)).err).toMatch(message);
  });
});
