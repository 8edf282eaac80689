import { copyFile, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
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

/** A safetensors file of one number: length of its header, header, value. */
function oneTensor(name: string, value: number): Uint8Array {
  const header = new TextEncoder().encode(
    JSON.stringify({ [name]: { dtype: 'F32', shape: [1], data_offsets: [0, 4] } }),
  );
  const file = new Uint8Array(8 + header.length + 4);
  new DataView(file.buffer).setBigUint64(0, BigInt(header.length), true);
  file.set(header, 8);
  new DataView(file.buffer).setFloat32(8 + header.length, value, true);
  return file;
}

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
    const card = await text('run/package/README.md');
    expect(card).toMatch(/\| figure \| val \| test \|/);
    for (const figure of ['training.svg', 'failures-test.svg']) {
      expect(card).toContain(`](${figure})`);
      expect(await text(`run/package/${figure}`)).toMatch(/^<svg/);
    }
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

  it('names its package, when resumed, as was said when it began, unless it is said anew', async () => {
    await celltally(cwd, [...train, '--name', 'my model', '--half', '--author', 'A. Person']);
    await rm(join(cwd, 'run/package'), { recursive: true });
    const again = ['train', '--data', 'data', '--out', 'run', '--resume'];
    await celltally(cwd, again);
    const card = await text('run/package/rdf.yaml');
    expect(card).toMatch(/name: my model/);
    expect(card).toMatch(/name: A\. Person/);
    expect(card).toMatch(/license: CC-BY-4\.0/);
    await celltally(cwd, [...again, '--name', 'another', '--license', 'MIT']);
    const renamed = await text('run/package/rdf.yaml');
    expect(renamed).toMatch(/name: another/);
    expect(renamed).toMatch(/license: MIT/);
    expect((await celltally(cwd, [...train, '--name', 'a third'], 1)).err).toMatch(/already holds a run/);
    expect(JSON.parse(await text('run/packaging.json'))).toEqual({
      name: 'another',
      author: ['A. Person'],
      license: 'MIT',
      half: true,
    });
    await writeFile(join(cwd, 'run/packaging.json'), '{');
    expect((await celltally(cwd, again, 1)).err).toMatch(/packaging\.json" is damaged/);
  });

  it('leaves out what is in a later part as well, under another name', async () => {
    const { splits } = JSON.parse(await text('data/split.json')) as { splits: Record<string, string[]> };
    const [learnt, measured] = [splits.train![0]!, splits.val![0]!];
    await copyFile(join(cwd, 'data/images', measured), join(cwd, 'data/images', learnt));
    const { err } = await celltally(cwd, train);
    expect(err).toContain(`1 pictures (${learnt} is ${measured})`);
    const saved = JSON.parse(await text('run/split.json')) as { splits: Record<string, string[]> };
    expect(saved.splits).toEqual({ ...splits, train: splits.train!.slice(1) });
    const again = await celltally(cwd, ['train', '--data', 'data', '--out', 'run', '--resume']);
    expect(again.err).toMatch(/split: saved with the run; \d train/);
    expect(JSON.parse(await text('run/split.json'))).toEqual(saved);
  });

  it('trains a model in stages, each with its own number of epochs, and says which', async () => {
    const small = ['--width', '2', '--option', 'localizerWidth=2', '--option', 'samples=2'];
    const { err } = await celltally(cwd, [
      ...['train', '--data', 'data', '--out', 'run', '--model', 'dcl', ...small],
      ...['--crop', '48', '--halo', '0', '--batch', '2', '--epochs', '2,1'],
    ]);
    expect(err).toMatch(/training counter \(stage 1 of 2\): .* for 2 epochs/);
    expect(err).toMatch(/counter ended: all epochs done/);
    expect(err).toMatch(/training localizer \(stage 2 of 2\): .* for 1 epochs/);
    expect(await readdir(join(cwd, 'run'))).toEqual(
      expect.arrayContaining(['counter', 'localizer', 'package', 'run.json', 'training.svg']),
    );
    expect(await text('run/counter/training.svg')).toMatch(/^<svg/);
    const { config } = JSON.parse(await text('run/run.json')) as { config: Record<string, unknown> };
    // What was not given is the model's own.
    expect(config).toMatchObject({
      target: 'density',
      epochs: [2, 1],
      learningRate: 1e-4,
      sampling: 'whole',
    });
    expect(await text('run/package/README.md')).toMatch(
      /train --data data --out run --model dcl --width 2 --option localizerWidth=2,samples=2 --crop 48/,
    );
  });

  it('begins with weights from a file, and says what it took', async () => {
    await writeFile(join(cwd, 'head.safetensors'), oneTensor('head.bias', 0.25));
    const { err } = await celltally(cwd, [...train, '--init', 'head.safetensors']);
    expect(err).toMatch(/head\.safetensors: 1 tensors taken/);
    expect(await text('run/package/README.md')).toMatch(/Trained from 1 tensors of head\.safetensors/);
    const missing = [...train, '--out', 'other', '--init', 'none.safetensors'];
    expect((await celltally(cwd, missing, 1)).err).toMatch(/cannot read ".*none\.safetensors"/);
  });

  it('goes on from a model, with its network, and refuses another', async () => {
    await celltally(cwd, train);
    const onward = ['train', '--data', 'data', '--out', 'further', '--init', 'run/package', '--epochs', '1'];
    const { err } = await celltally(cwd, [...onward, '--learning-rate', '0.0001']);
    expect(err).toMatch(/(\d+) tensors taken.*none of the network begin at random/);
    expect(JSON.parse(await text('further/run.json')).config).toMatchObject({ model: 'unet', crop: 48 });
    expect(await text('further/package/README.md')).toMatch(/celltally train .*--init /);
    const other = ['train', '--data', 'data', '--out', 'other', '--init', 'run/package', '--model', 'mcnn'];
    expect((await celltally(cwd, other, 1)).err).toMatch(/is a unet, and cannot go on as mcnn/);
  });

  it('does not touch a run without --resume, and resumes none that is not there', async () => {
    await celltally(cwd, train);
    expect((await celltally(cwd, train, 1)).err).toMatch(/already holds a run/);
    const elsewhere = ['train', '--data', 'data', '--out', 'other', '--resume'];
    expect((await celltally(cwd, elsewhere, 1)).err).toMatch(/holds no run to continue/);
  });

  it('says how to go on when it is interrupted', async () => {
    const io = await testIo(cwd);
    const ended = run(train, io);
    await vi.waitUntil(() => io.err().includes('split: the data set’s own'), {
      interval: 1,
      timeout: 60_000,
    });
    io.interrupt();
    expect(await ended).toBe(130);
    expect(io.err()).toMatch(/interrupted; go on with: celltally train --data data .* --resume/);
  });

  it.each([
    [['--learning-rate', 'fast'], /--learning-rate.*a number from/s],
    [['--schedule', 'linear'], /Allowed choices are constant, cosine/],
    [['--model', 'vgg'], /unknown architecture 'vgg'/],
    [['--name', 'tiny'], /--name must be 5 to 128/],
    [['--weight-deca', '1'], /Did you mean --weight-decay/],
    [['--option', 'depth=3'], /unknown option 'depth': there are width/],
    [['--epochs', '1,2'], /'epochs' has 2 values \(1, 2\), but there is one stage \(network\)/],
  ])('refuses %j', async (options, message) => {
    expect((await celltally(cwd, [...train, ...options], 1)).err).toMatch(message);
  });

  it('helps with the options and defaults of the model that is named', async () => {
    const help = async (...model: readonly string[]): Promise<string> =>
      (await celltally(cwd, ['train', ...model, '--help'])).out.replaceAll(/\s+/g, ' ');
    const general = await help();
    expect(general).toMatch(/Options of lite-unet, for --option, and their defaults: width=32, theta=0.7/);
    expect(general).toMatch(/Optimisation: --batch <number> patches in a step \(default: 4\)/);
    for (const model of [['--model', 'dcl'], ['--model=dcl']]) {
      const own = await help(...model);
      expect(own).toMatch(
        /largest learning rate, or one for each stage, as 60,40 \(default: 0.0001, dcl’s own\)/,
      );
      expect(own).toMatch(/Stages of dcl: counter, localizer/);
    }
  });
});
