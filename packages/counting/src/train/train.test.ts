import { filled } from '@celltally/engine';
import { type Annotation, type Dataset, type DatasetItem, encodeTiff, openImage } from '@celltally/imaging';
import { AnnotationInsufficientError } from '@celltally/models';
import { beforeAll, describe, expect, it } from 'vitest';
import { ConfigError, CountingError, DivergedError, RunError } from '../errors.js';
import type { EpochRecord, TaskEvent } from '../events.js';
import { collect, ofType } from '../testing/collect.node.js';
import { checkpointOf, differing, type Files, leaveAt, sameBytes, timeless } from '../testing/runs.node.js';
import { tinyConfig, tinyDataset } from '../testing/tiny-set.node.js';
import { writeCheckpoint } from './checkpoint.js';
import type { TrainRequest } from './request.js';
import { BEST, LAST, LOG, RUN_FILE } from './run.js';
import { memoryStore, type RunStore } from './run-store.js';
import { train } from './train.js';
import type { TrainedModel } from './trained-model.js';

const config = tinyConfig({ epochs: 4, averaging: 0.5 });
/** A run that was not interrupted, and one that was left in the middle of its third epoch. */
const whole: Files = new Map();
const left: Files = new Map();
let dataset: Dataset;
let model: TrainedModel;
let events: readonly TaskEvent[];

const begin = (request: Partial<TrainRequest> & { readonly store: RunStore }) =>
  train({ dataset, config, threads: 1, ...request });
/** The run that was left, continued in a copy of its files. */
const resume = (files: Files, request: Partial<TrainRequest> = {}) =>
  collect(begin({ store: memoryStore(files), resume: true, ...request }));
const changedItems = (change: (item: DatasetItem) => Partial<DatasetItem>): Dataset => ({
  ...dataset,
  items: dataset.items.map((item) => ({ ...item, ...change(item) })),
});

beforeAll(async () => {
  dataset = await tinyDataset();
  ({ events, result: model } = await collect(begin({ store: memoryStore(whole) })));
  await leaveAt(begin({ store: memoryStore(left) }), (event) => event.type === 'step' && event.epoch === 3);
});

const choosing = (told: readonly TaskEvent[]): string[] => ofType(told, 'choosing').map(({ type }) => type);

describe('train', () => {
  it('tells what it does, in order', () => {
    const epoch = ['step', 'step', 'epoch'];
    expect(events.map(({ type }) => type)).toEqual([
      'training',
      ...epoch,
      ...epoch,
      ...epoch,
      ...epoch,
      ...choosing(events),
      'trained',
    ]);
    expect(events[0]).toMatchObject({ epochs: 4, steps: 2, fromEpoch: 0 });
    const steps = ofType(events, 'step').map(({ epoch: of, step }) => [of, step]);
    expect(steps).toEqual([1, 2, 3, 4].flatMap((of) => [1, 2].map((step) => [of, step])));
    for (const { imagesPerSecond, secondsLeft } of ofType(events, 'step')) {
      expect(imagesPerSecond).toBeGreaterThan(0);
      expect(secondsLeft).toBeGreaterThanOrEqual(0);
    }
    expect(ofType(events, 'trained')[0]).toMatchObject({
      bestEpoch: model.bestEpoch,
      reason: 'all epochs done',
    });
  });

  it('learns, and keeps the best of its epochs', () => {
    const { records, bestEpoch, validation } = model;
    expect(records[3]?.loss).toBeLessThan(records[0]?.loss as number);
    const scores = records.map(({ score }) => score as number);
    expect(bestEpoch).toBe(scores.indexOf(Math.min(...scores)) + 1);
    expect(records.findLast(({ best }) => best)?.epoch).toBe(bestEpoch);
    expect(validation?.images).toBe(2);
    expect(ofType(events, 'epoch').map(({ record }) => record)).toEqual(records);
  });

  it('keeps a line of log for each epoch, and both checkpoints', async () => {
    const lines = new TextDecoder().decode(whole.get(LOG)).trim().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toEqual(JSON.parse(JSON.stringify(model.records)));
    expect(await checkpointOf(whole, LAST)).toMatchObject({ epoch: 4, step: 8 });
    expect((await checkpointOf(whole, BEST)).epoch).toBe(model.bestEpoch);
  });

  it.each([
    ['location', 'lite-unet', { width: 4, attention: false }],
    ['mask', 'unet', {}],
  ])('learns the target %s as well', async (target, name, changes) => {
    const request = {
      store: memoryStore(),
      config: tinyConfig({ ...changes, model: name, target, epochs: 1 }),
    };
    const { result } = await collect(begin(request));
    expect(result.target.name).toBe(target);
    expect(result.records[0]?.loss).toBeGreaterThan(0);
  });
});

describe('a run that was left in the middle of an epoch', () => {
  it('goes on to exactly the numbers of one that was not', async () => {
    const files: Files = new Map(left);
    expect((await checkpointOf(files, LAST)).epoch).toBe(2);
    const { events: told, result } = await resume(files);
    expect(told[0]).toMatchObject({ type: 'training', fromEpoch: 2 });
    expect(timeless(result.records)).toEqual(timeless(model.records));
    expect(sameBytes(result.program.model, model.program.model)).toBe(true);
    expect(result.settings).toEqual(model.settings);
    const [mine, theirs] = [await checkpointOf(files, LAST), await checkpointOf(whole, LAST)];
    expect(Object.keys(mine.tensors)).toContain('average');
    expect(differing(mine.tensors, theirs.tensors)).toEqual([]);
    expect(mine.random).toEqual(theirs.random);
    expect(new TextDecoder().decode(files.get(LOG)).trim().split('\n')).toHaveLength(4);
  });

  it('loses nothing when the disk was full', async () => {
    const files: Files = new Map(left);
    const store = memoryStore(files);
    const full: RunStore = {
      ...store,
      write: (name, bytes) =>
        name === LAST
          ? Promise.reject(new Error('ENOSPC: no space left on device'))
          : store.write(name, bytes),
    };
    await expect(collect(begin({ store: full, resume: true }))).rejects.toThrow('ENOSPC');
    const { result } = await resume(files);
    expect(timeless(result.records)).toEqual(timeless(model.records));
  });

  it('tells how far it is with choosing among its states', () => {
    const told = ofType(events, 'choosing');
    expect([3, 5]).toContain(told.length);
    expect(told.map(({ done, total }) => [done, total])).toEqual(told.map((_, i) => [i, told.length]));
  });

  it('is not begun anew by mistake', async () => {
    await expect(collect(begin({ store: memoryStore(new Map(left)) }))).rejects.toThrow(RunError);
  });

  it('has nothing to do once it is complete', async () => {
    const { events: told, result } = await resume(new Map(whole));
    expect(told.map(({ type }) => type)).toEqual(['training', ...choosing(told), 'trained']);
    expect(sameBytes(result.program.model, model.program.model)).toBe(true);
  });
});

describe('a training ends early', () => {
  /** The run that was left, its records as if made under other circumstances. */
  async function recorded(change: (record: EpochRecord) => Partial<EpochRecord>): Promise<Files> {
    const files: Files = new Map(left);
    const last = await checkpointOf(files, LAST);
    const records = last.records.map((record) => ({ ...record, ...change(record) }));
    await writeCheckpoint(memoryStore(files), LAST, { ...last, records });
    return files;
  }
  const reasonOf = (told: readonly TaskEvent[]): string | undefined => ofType(told, 'trained')[0]?.reason;

  it('when it does not improve any more, and does not go on when it is resumed', async () => {
    const files = await recorded(({ epoch }) => ({ best: epoch === 1, score: epoch }));
    const { events: told, result } = await resume(files, { config: { ...config, patience: 1 } });
    expect(result.records).toHaveLength(2);
    expect(reasonOf(told)).toBe('no improvement in 1 epochs');
  });

  it('when its time is over, earlier sittings included', async () => {
    const files = await recorded(({ epoch }) => ({ seconds: 100 * epoch }));
    const { events: told, result } = await resume(files, { config: { ...config, minutes: 3 } });
    expect(result.records).toHaveLength(2);
    expect(reasonOf(told)).toBe('time limit of 3 minutes');
  });

  it('with its last epoch, if none was validated so far', async () => {
    const early = tinyConfig({ epochs: 9, validateEvery: 5, minutes: 1e-9, patience: 1 });
    const { result } = await collect(begin({ store: memoryStore(), config: early }));
    expect(result.records).toHaveLength(1);
    expect(result).toMatchObject({ bestEpoch: 1, validation: { images: 2 } });
    expect(result.records[0]).toMatchObject({ best: true, validation: { images: 2 }, learningRate: 0 });
  });

  it('when it is told to, and can go on later', async () => {
    const files: Files = new Map(left);
    const abort = new AbortController();
    const follow = async (): Promise<void> => {
      for await (const { type } of begin({ store: memoryStore(files), resume: true, signal: abort.signal })) {
        if (type === 'epoch') abort.abort(new Error('enough'));
      }
    };
    await expect(follow()).rejects.toThrow('enough');
    expect((await checkpointOf(files, LAST)).epoch).toBe(3);
  });
});

describe('a training fails', () => {
  const failing = (request: Partial<TrainRequest>): Promise<unknown> =>
    collect(begin({ store: memoryStore(), ...request }));

  /** A run whose optimiser has gone wrong since its last checkpoint. */
  async function spoilt(files: Files): Promise<void> {
    const last = await checkpointOf(files, LAST);
    const tensors = Object.entries(last.tensors).map(([name, tensor]) =>
      name.startsWith('optimiser') ? [name, filled(tensor.shape, Number.NaN)] : [name, tensor],
    );
    await writeCheckpoint(memoryStore(files), LAST, { ...last, tensors: Object.fromEntries(tensors) });
  }

  it('when the loss is no number, naming the remedy, and leaves the last checkpoint as it was', async () => {
    const files: Files = new Map(left);
    await spoilt(files);
    const before = files.get(LAST);
    const attempt = resume(files);
    await expect(attempt).rejects.toThrow(
      new DivergedError(
        'the loss became NaN in epoch 3: lower --learning-rate (now 0.01) or set --clip; the last checkpoint is whole',
      ),
    );
    expect(files.get(LAST)).toBe(before);
  });

  it('when its last step leaves no numbers, which no loss has told of', async () => {
    const files: Files = new Map();
    const request = { store: memoryStore(files), config: tinyConfig({ batch: 4 }) };
    for await (const { type } of begin(request)) if (type === 'epoch') break;
    await spoilt(files);
    const before = files.get(LAST);
    await expect(failing({ ...request, resume: true })).rejects.toThrow(
      'the parameters became no numbers in epoch 2',
    );
    expect(files.get(LAST)).toBe(before);
  });

  it('for a picture with samples that are no numbers', async () => {
    const data = new Float32Array(48 * 48).fill(Number.NaN, 0, 9);
    const image = { width: 48, height: 48, channels: 1, colour: 'grey', bitDepth: 32, data } as const;
    const broken = changedItems(() => ({ open: () => openImage(encodeTiff(image)) }));
    await expect(failing({ dataset: broken })).rejects.toThrow('cells-0.png: the picture holds samples');
  });

  const withAnnotation = (annotation: Annotation | undefined): Dataset =>
    changedItems(() => ({ annotation: async () => annotation }));

  it('for a picture without annotation, before a run is begun', async () => {
    const files: Files = new Map();
    const request = { store: memoryStore(files), dataset: withAnnotation(undefined) };
    await expect(failing(request)).rejects.toThrow(
      new CountingError('cells-0.png has no annotation: annotate it, or leave it out of the split'),
    );
    expect(files.has(RUN_FILE)).toBe(false);
  });

  it('for annotations that say too little', async () => {
    const attempt = failing({ dataset: withAnnotation({ kind: 'count', count: 3 }) });
    await expect(attempt).rejects.toThrow(AnnotationInsufficientError);
    await expect(attempt).rejects.toThrow("the target 'density' needs points or boxes or labels");
  });

  it('for a data set without pictures to train on', async () => {
    const splits = { train: [], val: [], test: [] };
    await expect(failing({ dataset: { ...dataset, splits } })).rejects.toThrow(
      new CountingError('the training part of tiny is empty: put pictures under "train" in its split'),
    );
    const { splits: _, ...unsplit } = dataset;
    await expect(failing({ dataset: unsplit })).rejects.toThrow('tiny is not split');
  });

  it('for patches that do not fit the network, before anything is read', async () => {
    await expect(failing({ config: tinyConfig({ crop: 40 }) })).rejects.toThrow(ConfigError);
  });
});
