import { type Device, floatData, openDevice } from '@celltally/engine';
import { type Dataset, encodePng, memoryFiles, openImage, simulate, subset } from '@celltally/imaging';
import {
  type ModelPackage,
  type PackageContents,
  packageFiles,
  readModelPackage,
  verifyPackage,
  writeModelPackage,
} from '@celltally/models';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { count } from '../count/count.js';
import { CountingError } from '../errors.js';
import { evaluate } from '../evaluate/evaluate.js';
import { recordEvaluation } from '../record/record-evaluation.js';
import { collect } from '../testing/collect.node.js';
import { COUNTED, TWO_STAGES } from '../testing/tiny-architectures.node.js';
import { tinyConfig, tinyDataset, tinyFiles } from '../testing/tiny-set.node.js';
import { openModel, type UsableModel } from '../usable-model.js';
import { packTrained } from './pack.js';
import { memoryStore } from './run-store.js';
import { train } from './train.js';
import type { TrainedModel } from './trained-model.js';

const about = {
  name: 'tiny model',
  description: 'A model for tests.',
  authors: [{ name: 'nobody' }],
  cite: [{ text: 'nothing', url: 'https://example.org' }],
  license: 'MIT',
  tags: ['cell-counting'],
};
let device: Device;
let dataset: Dataset;
let model: TrainedModel;
let contents: PackageContents;
let read: ModelPackage;

beforeAll(async () => {
  device = await openDevice('cpu', { threads: 1 });
  dataset = await tinyDataset();
  const request = { dataset, config: tinyConfig({ width: 4 }), store: memoryStore(), threads: 1 };
  ({ result: model } = await collect(train(request)));
  contents = await packTrained(model, { about, dataset, device });
  read = await readModelPackage(await writeModelPackage(contents));
});
afterAll(() => device.close());

const evaluated = async (using: UsableModel) =>
  (await collect(evaluate({ dataset: subset(dataset, 'test'), model: using }))).result;

/** The model as training left it, without a package. */
const inMemory = (): UsableModel => ({
  name: 'in memory',
  program: model.program,
  target: model.target,
  settings: model.settings,
  preparation: model.preparation,
  tiles: { tile: model.config.crop, halo: model.config.halo, multipleOf: model.architecture.multipleOf },
});

describe('a package of a trained model', () => {
  it('counts as the model did in memory', async () => {
    const [packed, own] = [await evaluated(openModel(read)), await evaluated(inMemory())];
    expect(packed.images.map(({ predicted }) => predicted)).toEqual(
      own.images.map(({ predicted }) => predicted),
    );
    expect(packed.summary).toEqual(own.summary);
  });

  it('reproduces its own test, which is the first validation picture', async () => {
    const verification = await verifyPackage(read, device);
    expect(verification).toMatchObject({ passed: true, largest: 0 });
    const image = await (await subset(dataset, 'val').items[0]?.open())?.read();
    expect(read.testInput.shape).toEqual([1, 3, 32, 32]);
    expect(read.testOutput.shape).toEqual([1, 1, 32, 32]);
    const input = floatData(read.testInput);
    expect([input[0], input[32], input[2 * 1024 + 33]]).toEqual([
      image?.data[0],
      image?.data[48],
      image?.data[49],
    ]);
  });

  it('tells how the model was made', () => {
    const { settings } = read;
    expect(settings.architecture).toEqual({ name: 'unet', options: { width: 4, countHead: false } });
    expect(settings.target).toEqual({ name: 'density', settings: { sigma: 3, scale: 100 } });
    expect(settings.decode).toEqual(model.settings);
    expect(settings.preparation).toMatchObject({
      normalisation: model.preparation.normalisation,
      fullScale: 65535,
    });
    expect(settings.training).toMatchObject({
      dataset: 'tiny',
      seed: 1,
      split: { train: 4, val: 2, test: 2 },
      details: { config: { epochs: 2, batch: 2 }, epochs: 2, bestEpoch: model.bestEpoch },
    });
    expect(settings.figures.val).toMatchObject({ images: 2, MAE: model.validation?.mae });
    expect(settings.figures.test).toBeUndefined();
  });

  it('holds the figures of the test part once they are known', async () => {
    const evaluation = await evaluated(inMemory());
    const { summary, images } = evaluation;
    const recorded = recordEvaluation(read, 'test', evaluation);
    const { settings } = await readModelPackage(await writeModelPackage(recorded));
    expect(settings.figures.val).toEqual(read.settings.figures.val);
    expect(settings.figures.test).toMatchObject({
      MAE: summary.mae,
      bias: summary.bias,
      'F1 at 10 px': summary.localization[1]?.f1,
    });
    const { intervals, worst } = settings.evidence?.test ?? {};
    const { mae, f1 } = summary.intervals ?? {};
    expect(intervals?.MAE).toEqual([mae?.low, mae?.high]);
    expect(intervals?.['F1 at 10 px']).toEqual([f1?.[1]?.low, f1?.[1]?.high]);
    const errors = images.map(({ error }) => Math.abs(error)).sort((a, b) => b - a);
    expect(worst?.map(({ actual, predicted }) => Math.abs(predicted - actual))).toEqual(
      errors.slice(0, worst?.length),
    );
  });

  it('can be stored in half precision: smaller, nearly the same, and true to its own test', async () => {
    const halved = await packTrained(model, { about, dataset, device, half: true });
    const files = await packageFiles(halved);
    const small = await readModelPackage(memoryFiles('model', Object.fromEntries(files)));
    expect(small.program.model.length).toBeLessThan(0.75 * read.program.model.length);
    expect((await verifyPackage(small, device)).passed).toBe(true);
    const [mine, theirs] = [floatData(small.testOutput), floatData(read.testOutput)];
    const scale = Math.max(...theirs.map(Math.abs));
    const difference = Math.max(...mine.map((value, i) => Math.abs(value - (theirs[i] as number))));
    expect(difference).toBeGreaterThan(0);
    expect(difference).toBeLessThan(0.02 * scale);
    const [packed, own] = [await evaluated(openModel(small)), await evaluated(inMemory())];
    expect(packed.summary.mae).toBeCloseTo(own.summary.mae, 1);
  });

  it('needs a picture that is as large as one step of the network', async () => {
    const { image } = simulate({ modality: 'fluorescence', width: 12, height: 40, count: 1, diameter: 6 });
    const open = () => openImage(encodePng(image));
    const small = { ...dataset, items: dataset.items.map((item) => ({ ...item, open })) };
    await expect(packTrained(model, { about, dataset: small, device })).rejects.toThrow(
      new CountingError("pictures of 12 x 40 are smaller than the network's step of 16"),
    );
  });
});

describe('a package of a network with a head that counts, for one size of tile, and of enlarged pictures', () => {
  const config = tinyConfig({
    ...{ width: 0, target: 'mask', crop: 32, halo: 8, scale: 1.25, epochs: 1 },
    countFrom: 'number',
  });
  let counting: TrainedModel;
  let packed: ModelPackage;

  beforeAll(async () => {
    const request = { dataset, config, architecture: COUNTED, store: memoryStore(), threads: 1 };
    ({ result: counting } = await collect(train(request)));
    packed = await readModelPackage(
      await writeModelPackage(await packTrained(counting, { about, dataset, device })),
    );
  });

  it('reproduces its own test, a tile with its count', async () => {
    expect([packed.testInput.shape, packed.testOutput.shape, packed.testCount?.shape]).toEqual([
      [1, 3, 32, 32],
      [1, 1, 32, 32],
      [1],
    ]);
    expect(await verifyPackage(packed, device)).toMatchObject({ passed: true, largest: 0 });
    expect(packed.settings.preparation.inputScale).toBe(1.25);
    expect(packed.settings.training.details.initial).toBe('from scratch');
    expect(packed.documentation).toContain('enlarged 1.25 times');
  });

  it('tells how well it outlines cells, on the validation pictures and on those of the test', async () => {
    const evaluation = await evaluated(openModel(packed));
    const { summary } = evaluation;
    const { settings } = recordEvaluation(packed, 'test', evaluation);
    const [val, test] = [counting.validation?.segmentation, summary.segmentation];
    expect(settings.figures.val).toMatchObject({ Dice: val?.dice, IoU: val?.iou, 'PSNR (dB)': val?.psnr });
    expect(settings.figures.test).toMatchObject({ Dice: test?.dice, IoU: test?.iou, SSIM: test?.ssim });
    expect(packed.documentation).toMatch(/^\| Dice \| 0\.\d+ \(.* to .*\) \|$/m);
  });

  it('counts by its head, as the model did when it was validated, in evaluation and in counting', async () => {
    const opened = openModel(packed);
    expect(opened.tiles).toEqual({ tile: 32, halo: 8, multipleOf: 8, fixed: true });
    const part = subset(dataset, 'val');
    const { result } = await collect(evaluate({ dataset: part, model: opened }));
    expect(result.summary.mae).toBeCloseTo(counting.validation?.mae as number, 4);
    // Objects of a mask are counted in whole numbers, heads are not.
    expect(result.images.every(({ predicted }) => !Number.isInteger(predicted))).toBe(true);
    const pictures = tinyFiles();
    const files = part.items.map(({ name }) => ({
      name,
      open: async () => pictures[`images/${name}`] as Uint8Array,
    }));
    const { counted } = (await collect(count({ files, model: opened }))).result;
    expect(counted.map((each) => [each.width, each.height])).toEqual([
      [48, 48],
      [48, 48],
    ]);
    counted.forEach((each, i) => {
      expect(each.count).toBeCloseTo(result.images[i]?.predicted as number, 4);
    });
  });
});

it('a package tells of every stage of its training', async () => {
  const config = tinyConfig({ width: 0, epochs: [2, 1] });
  const request = { dataset, config, architecture: TWO_STAGES, store: memoryStore(), threads: 1 };
  const { result } = await collect(train(request));
  const { settings } = await packTrained(result, { about, dataset, device });
  expect(settings.training.details).toMatchObject({
    epochs: 1,
    stages: [
      { name: 'counter', target: 'count', epochs: 2 },
      { name: 'localizer', target: 'density', epochs: 1 },
    ],
  });
});
