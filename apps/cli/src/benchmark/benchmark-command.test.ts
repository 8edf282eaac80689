import { cp, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../run.js';
import { makeFolder, testIo } from '../testing/test-io.js';
import { celltally, tinyData } from '../testing/tiny-model.js';

let cwd: string;
let remove: () => Promise<void>;

beforeAll(async () => {
  ({ folder: cwd, remove } = await makeFolder());
  await tinyData(cwd);
  await writeFile(join(cwd, 'plan.json'), JSON.stringify(PLAN));
});
afterAll(() => remove());

const PLAN = {
  name: 'Tiny',
  models: [
    { model: 'mcnn', label: 'MCNN', options: { width: 4 } },
    { model: 'fcrn', label: 'FCRN', options: { width: 4 }, train: { target: 'mask' } },
  ],
  data: ['data'],
  seeds: [1, 2],
  train: { crop: 48, halo: 0, batch: 2, epochs: 1, warmup: 0 },
};

const text = (...path: readonly string[]): Promise<string> => readFile(join(cwd, ...path), 'utf8');
const cells = 'cells/data';

describe('celltally benchmark', () => {
  it('trains all, reports, and has nothing to do when it is asked again', async () => {
    const { out, err } = await celltally(cwd, [
      'benchmark',
      '--plan',
      'plan.json',
      '--out',
      'a',
      '--no-costs',
    ]);
    expect(err).toMatch(/4 trainings are planned, 0 are finished\n1\/4 MCNN on data, seed 1/);
    expect(err).toMatch(/4\/4 FCRN on data, seed 2/);
    expect(out).toMatch(/data +MCNN +2 +\d+\.\d+\s±\s\d+\.\d+ /);
    expect((await readdir(join(cwd, 'a'))).sort()).toEqual([
      ...['benchmark.html', 'benchmark.json', 'benchmark.md', 'cells', 'plan.json', 'plots', 'spent.json'],
    ]);
    expect((await readdir(join(cwd, 'a', cells, 'fcrn/seed-1'))).sort()).toEqual([
      ...['cell.json', 'evaluation.json', 'log.jsonl', 'package', 'run.json', 'split.json', 'training.svg'],
    ]);
    const report = await text('a/benchmark.md');
    expect(report).toMatch(/### Segmentation/);
    expect(await text('a/plots/data-accuracy-cost.svg')).toMatch(/^<svg/);
    const json = JSON.parse(await text('a/benchmark.json')) as { readonly trainings: readonly unknown[] };
    expect(json.trainings).toHaveLength(4);

    const again = await celltally(cwd, ['benchmark', '--out', 'a', '--no-costs']);
    expect(again.err).toMatch(/4 trainings are planned, 4 are finished\n4 of 4 trainings are finished\n/);
    expect(await text('a/benchmark.md')).toBe(report);
    await writeFile(join(cwd, 'a/benchmark.md'), '');
    await celltally(cwd, ['benchmark', '--out', 'a', '--report-only']);
    expect(await text('a/benchmark.md')).toBe(report);
    // What it leaves is a model like any other.
    const model = join('a', cells, 'mcnn/seed-1/package');
    const evaluated = JSON.parse(
      (await celltally(cwd, ['evaluate', '--model', model, '--data', 'data', '--json'])).out,
    ) as { readonly mae: number };
    const record = JSON.parse(await text('a', cells, 'mcnn/seed-1/evaluation.json')) as {
      readonly measured: { readonly mae: number };
    };
    expect(record.measured.mae).toBeCloseTo(evaluated.mae, 5);
  });

  it('says how to go on when it is interrupted, and each training can go on by itself', async () => {
    const argv = ['benchmark', '--plan', 'plan.json', '--out', 'b', '--no-costs', '--train', 'epochs=2'];
    const io = await testIo(cwd);
    const stderr = {
      write: (line: string) => {
        io.stderr.write(line);
        if (line.startsWith('2/4')) io.interrupt();
      },
    };
    expect(await run(argv, { ...io, stderr })).toBe(130);
    expect(io.err()).toMatch(/interrupted; go on with: celltally benchmark --plan plan\.json --out b/);
    expect(await text('b/benchmark.md')).toMatch(/Of 4 trainings, 3 not finished\./);

    await celltally(cwd, ['benchmark', '--out', 'b', '--only', 'FCRN', '--no-costs', '--keep-checkpoints']);
    const own = join('b', cells, 'fcrn/seed-1');
    expect(await readdir(join(cwd, own))).toContain('last.safetensors');
    const resumed = await celltally(cwd, ['train', '--data', 'data', '--out', own, '--resume']);
    expect(resumed.err).toMatch(/ended: all epochs done/);
    const { err } = await celltally(cwd, ['benchmark', '--out', 'b', '--no-costs']);
    expect(err).toMatch(/4 trainings are planned, 3 are finished\n3\/4 MCNN on data, seed 2/);
  });

  it('does without a plan, and ends with 2 where a training has failed', async () => {
    await cp(join(cwd, 'data/images'), join(cwd, 'counted'), { recursive: true });
    await cp(join(cwd, 'data/counts.csv'), join(cwd, 'counted/counts.csv'));
    const argv = [
      ...['benchmark', '--models', 'fcrn', '--data', 'counted', 'data', '--out', 'c', '--no-costs'],
      ...['--train', 'width=4', 'crop=48', 'halo=0', 'batch=2', 'epochs=1', 'warmup=0'],
      ...['--minutes-each', '5', '--budget', '1'],
    ];
    const { err } = await celltally(cwd, argv, 2);
    expect(err).toMatch(/split of counted: drawn with seed 1, 70:10:20; \d train/);
    expect(err).toMatch(/warning: fcrn on counted, seed 1 failed: .*the target 'density' needs points/);
    expect(err).toMatch(/warning: 1 of 2 trainings are finished, 1 failed/);
    const report = await text('c/benchmark.md');
    expect(report).toMatch(/### Failed[\s\S]*\| fcrn \| counted \| 1 \| .*needs points/);
    expect(report).toContain('of a budget of 1 h 00 min');
    const { config } = JSON.parse(await text('c/cells/data/fcrn/seed-1/run.json')) as {
      readonly config: Record<string, unknown>;
    };
    expect(config).toMatchObject({ width: 4, minutes: 5 });
  });

  it('measures costs once', async () => {
    const argv = [
      'benchmark',
      '--plan',
      'plan.json',
      '--out',
      'd',
      '--cost-size',
      '64',
      '--budget',
      '0.0001',
    ];
    await celltally(cwd, argv);
    const costs = await text('d/costs.json');
    expect(JSON.parse(costs)).toMatchObject({ size: 64, networks: [{}, {}], failed: [] });
    expect(await text('d/benchmark.md')).toMatch(/Time ÷ U-Net/);
    await celltally(cwd, argv);
    expect(await text('d/costs.json')).toBe(costs);
  });

  it.each([
    [['--out', 'none'], /nothing is planned: give --plan with a file, or --models and --data/],
    [['--out', 'none', '--report-only'], /"none" holds no plan\.json, so it is no benchmark's folder/],
    [['--out', 'none', '--plan', 'none.json'], /cannot read "none\.json", the file of --plan/],
    [['--out', 'none', '--plan', 'data/counts.csv'], /counts\.csv" is no JSON/],
    [
      ['--out', 'none', '--plan', 'plan.json', '--only', 'unet'],
      /--only names "unet", which the plan does not have: MCNN/,
    ],
    [
      ['--out', 'none', '--plan', 'plan.json', '--train', 'epochs'],
      /--train must be name=value, but is "epochs"/,
    ],
    [['--out', 'none', '--plan', 'plan.json', '--train', 'epoch=2'], /MCNN on data: unknown option 'epoch'/],
    [['--out', 'none', '--plan', 'plan.json', '--seeds', '1,1'], /seed-1" twice/],
    [['--out', 'none', '--plan', 'plan.json', '--models', 'vgg'], /unknown architecture 'vgg'/],
    [['--out', 'none', '--plan', 'plan.json', '--data', 'elsewhere'], /elsewhere/],
  ])('refuses %j before anything is trained', async (argv, message) => {
    const { err } = await celltally(cwd, ['benchmark', ...argv], 1);
    expect(err).toMatch(message);
    expect(await readdir(cwd)).not.toContain('none');
  });
});
