import { type Annotation, type Dataset, type DatasetItem, pointsOf } from '@celltally/imaging';
import { createTarget } from '@celltally/models';
import { beforeAll, describe, expect, it } from 'vitest';
import { count } from '../count/count.js';
import { CountingError } from '../errors.js';
import { brightnessModel } from '../testing/brightness-model.node.js';
import { collect, ofType } from '../testing/collect.node.js';
import { tinyDataset, tinyFiles } from '../testing/tiny-set.node.js';
import { type EvaluateRequest, evaluate } from './evaluate.js';

let dataset: Dataset;
beforeAll(async () => {
  dataset = await tinyDataset();
});

const run = (request: Partial<EvaluateRequest> = {}) =>
  collect(evaluate({ dataset, model: brightnessModel(), ...request }));

/** The data set with the middles of its cells alone. */
const pointsOnly = async (): Promise<Dataset> => ({
  ...dataset,
  items: dataset.items.map((item) => ({
    ...item,
    annotation: async () => ({
      kind: 'points',
      points: pointsOf((await item.annotation()) as Annotation) ?? [],
    }),
  })),
});

/** The data set with one picture changed. */
const changed = (name: string, change: Partial<DatasetItem>): Dataset => ({
  ...dataset,
  items: dataset.items.map((item) => (item.name === name ? { ...item, ...change } : item)),
});

describe('evaluate', () => {
  it('counts as count does, and sets the truth beside it', async () => {
    const { events, result } = await run({ workers: 2 });
    const files = dataset.items.map(({ name }) => ({
      name,
      open: async () => tinyFiles()[`images/${name}`] as Uint8Array,
    }));
    const { counted } = (await collect(count({ files, model: brightnessModel() }))).result;
    expect(result.images.map(({ image, predicted }) => [image, predicted])).toEqual(
      counted.map((each) => [each.image, each.count]),
    );
    expect(result.images.map(({ actual }) => actual)).toEqual([3, 4, 5, 6, 3, 4, 5, 6]);
    const mean = result.images.reduce((sum, { error }) => sum + Math.abs(error), 0) / 8;
    expect(result.summary.mae).toBeCloseTo(mean, 10);
    expect(result.summary.localization.map(({ radius }) => radius)).toEqual([5, 10]);
    expect(result.failed).toEqual([]);
    expect(events[0]).toEqual({ type: 'started', task: 'evaluate', total: 8 });
    expect(ofType(events, 'evaluated')).toHaveLength(8);
    expect(events.at(-1)).toEqual({ type: 'summary', summary: result.summary });
  });

  it('compares the outlines of a model that has some with labels, and with nothing else', async () => {
    const target = createTarget('mask');
    const model = { ...brightnessModel(), target, settings: { ...target.defaults, absoluteThreshold: 0.45 } };
    const { result } = await run({ model });
    expect(result.summary.segmentation?.images).toBe(8);
    for (const { segmentation } of result.images) {
      // Cells of simulated fluorescence are what is bright: above 300 of 65535, times 100.
      expect(segmentation?.dice).toBeGreaterThan(0.5);
      expect(segmentation?.iou).toBeLessThan(segmentation?.dice as number);
      expect(segmentation?.ssim).toBeLessThan(1);
    }
    const points = await run({ model, dataset: await pointsOnly() });
    expect(points.result.images).toHaveLength(8);
    expect(points.result.summary.segmentation).toBeUndefined();
    expect((await run()).result.summary.segmentation).toBeUndefined();
  });

  it('can show the network each picture in several ways', async () => {
    const [once, turned] = [await run(), await run({ turns: 4 })];
    // A model that looks at one pixel at a time says the same in all of them.
    expect(turned.result.images.map(({ predicted }) => predicted)).toEqual(
      once.result.images.map(({ predicted }) => predicted),
    );
  });

  it('has the same intervals every time', async () => {
    const [first, second] = [await run({ radii: [7] }), await run({ radii: [7] })];
    expect(first.result.summary.intervals).toBeDefined();
    expect(second.result.summary).toEqual(first.result.summary);
    expect(first.result.summary.localization.map(({ radius }) => radius)).toEqual([7]);
  });

  it('lists pictures that are broken or not annotated, and figures on the others', async () => {
    const annotation = async (): Promise<undefined> => undefined;
    const withoutTruth = await run({ dataset: changed('cells-1.png', { annotation }) });
    expect(withoutTruth.result.failed).toEqual([
      { image: 'cells-1.png', reason: 'cells-1.png has no annotation' },
    ]);
    expect(withoutTruth.result.summary.images).toBe(7);
    const open = (): Promise<never> => Promise.reject(new Error('cells-2.png is damaged'));
    const { events, result } = await run({ dataset: changed('cells-2.png', { open }) });
    expect(ofType(events, 'failed')).toEqual([
      { type: 'failed', image: 'cells-2.png', reason: 'cells-2.png is damaged' },
    ]);
    expect(result.images).toHaveLength(7);
  });

  it('says why there are no figures', async () => {
    await expect(run({ dataset: { ...dataset, items: [] } })).rejects.toThrow(
      new CountingError('tiny holds no pictures'),
    );
    const [item] = dataset.items as readonly [DatasetItem];
    const only = { ...item, annotation: async () => undefined };
    await expect(run({ dataset: { ...dataset, items: [only] } })).rejects.toThrow(
      `no picture could be evaluated; ${item.name}: ${item.name} has no annotation`,
    );
  });

  it('ends when it is told to', async () => {
    await expect(run({ signal: AbortSignal.abort(new Error('enough')) })).rejects.toThrow('enough');
  });
});
