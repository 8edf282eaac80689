import {
  type BenchmarkCell,
  type BenchmarkPlan,
  type BenchmarkResults,
  type CellRecord,
  type CellResult,
  cellsOf,
  completeTrainConfig,
  type EvaluationSummary,
  type MeasuredCosts,
  type PlannedNetwork,
  parsePlan,
} from '@celltally/counting';

/** A benchmark of two data sets, one of which others have published on, and of a sweep. */
export const FAKE_PLAN: BenchmarkPlan = parsePlan({
  name: 'Models <b>compared</b>',
  about: 'To see how reports look.',
  models: [
    { model: 'unet', label: 'U-Net' },
    { model: 'lite-unet', label: 'θ = 0', options: { theta: 0 }, x: 0 },
    { model: 'lite-unet', label: 'θ = 0.5', options: { theta: 0.5 }, x: 0.5 },
    { model: 'lite-unet', label: 'θ = 1', options: { theta: 1 }, x: 1 },
    { model: 'ssrnet', label: 'SSRNet | ×32', data: ['bbbc039'] },
  ],
  data: ['sets/vgg-cells', 'sets/bbbc039'],
  seeds: [1, 2],
  sweep: 'θ',
});

/** Mean absolute errors by label, of the first seed; the second one is larger by a half. */
const ERRORS: Readonly<Record<string, number>> = {
  'U-Net': 4,
  'θ = 0': 3,
  'θ = 0.5': 2,
  'θ = 1': 5,
  'SSRNet | ×32': 12,
};

function summaryOf({ row, seed }: BenchmarkCell): EvaluationSummary {
  const mae = (ERRORS[row.label] as number) + (seed === 2 ? 0.5 : 0);
  const outlines = row.model === 'ssrnet';
  return {
    mae,
    rmse: 1.25 * mae,
    relativeError: mae / 100,
    bias: -mae / 4,
    images: 60,
    meanActual: 176,
    rSquared: 0.9,
    localization: [5, 10].map((radius) => {
      const f1 = 0.8 + radius / 100 - mae / 100;
      return { radius, precision: f1, recall: f1, f1 };
    }),
    ...(outlines ? { segmentation: { images: 60, dice: 0.9, iou: 0.82, psnr: 18, ssim: 0.8 } } : {}),
  };
}

export function fakeRecord(cell: BenchmarkCell): CellRecord {
  const { row, data, seed, folder } = cell;
  return {
    cell: { label: row.label, data: data.name, seed, folder },
    model: row.model,
    options: row.options,
    target: row.model === 'ssrnet' ? 'mask' : 'density',
    config: completeTrainConfig({ model: row.model, seed }),
    split: { train: 90, val: 10, test: 60 },
    stages: [{ name: 'network', target: 'density', epochs: 100, bestEpoch: 90, seconds: 1800 * seed }],
    part: 'test',
    measured: summaryOf(cell),
    images: [],
    failed: row.label === 'U-Net' && seed === 1 ? [{ image: 'broken.png', reason: 'ends too soon' }] : [],
    made: { version: '0.1.0', commit: 'abcdef0' },
    finished: `2026-03-0${seed}T12:34:00.000Z`,
  };
}

/** All cells are finished but those of the second seed on the second data set: one failed, one was left, others wait. */
export function fakeResults(): BenchmarkResults {
  const cells = cellsOf(FAKE_PLAN).map((cell): CellResult => {
    if (cell.seed === 1 || cell.data.name === 'vgg-cells') {
      return { cell, state: 'finished', record: fakeRecord(cell) };
    }
    if (cell.row.label === 'U-Net')
      return { cell, state: 'failed', reason: 'the loss became no number in epoch 3', foreign: false };
    return { cell, state: 'open', epochs: cell.row.label === 'θ = 0' ? 12 : 0 };
  });
  return { plan: FAKE_PLAN, cells, spent: { seconds: 7200, budgetHours: 2 } };
}

/** What the networks cost in runs: each half as much as the one before. */
export const fakeCosts = (networks: readonly PlannedNetwork[]): MeasuredCosts => ({
  size: 512,
  rounds: 7,
  device: 'cpu',
  reference: 'unet network width=64',
  networks: networks.slice(0, -1).map(({ key }, i) => ({
    key,
    ratio: { median: 0.5 ** i, least: 0.45 ** i, most: 0.55 ** i },
    milliseconds: 1000 * 0.5 ** i,
    megabytes: 800 * 0.5 ** i,
  })),
  failed: networks.slice(-1).map(({ key }) => ({ key, reason: 'its process ended (SIGKILL)' })),
  made: { version: '0.1.0', commit: 'abcdef0' },
});
