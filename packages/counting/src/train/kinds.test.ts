import { floatData, floats, writeSafetensors } from '@celltally/engine';
import type { Annotation, Dataset } from '@celltally/imaging';
import { AnnotationInsufficientError, type Architecture, PretrainedError } from '@celltally/models';
import { beforeAll, describe, expect, it } from 'vitest';
import { ConfigError } from '../errors.js';
import { collect, ofType } from '../testing/collect.node.js';
import { checkpointOf, differing, type Files, leaveAt, sameBytes, timeless } from '../testing/runs.node.js';
import { COARSE, COUNTED, TWO_STAGES } from '../testing/tiny-architectures.node.js';
import { tinyConfig, tinyCounts, tinyDataset } from '../testing/tiny-set.node.js';
import { initialWeightsOf, readInitialWeights } from './initial-weights.js';
import type { TrainRequest } from './request.js';
import { LAST } from './run.js';
import { memoryStore } from './run-store.js';
import { train } from './train.js';

let dataset: Dataset;
let counted: Dataset;
beforeAll(async () => {
  dataset = await tinyDataset();
  counted = await tinyCounts();
});

const config = (changes: Readonly<Record<string, unknown>>) =>
  tinyConfig({ width: 0, epochs: 2, ...changes });
const run = async (request: Partial<TrainRequest>, files: Files = new Map()) =>
  collect(train({ dataset, config: config({}), threads: 1, store: memoryStore(files), ...request }));

describe('pictures of which only the number of cells is known', () => {
  const request = { architecture: TWO_STAGES, config: config({ target: 'count', crop: 48 }) };

  it('train a network that counts, by name in a table', async () => {
    const { result } = await run({ ...request, dataset: counted });
    expect(result.target.name).toBe('count');
    expect(result.validation).toMatchObject({ images: 2, localization: [] });
    expect(result.records[1]?.loss).toBeLessThan(result.records[0]?.loss as number);
  });

  it('train as outlines do, where whole pictures are seen', async () => {
    const [numbers, outlines] = [await run({ ...request, dataset: counted }), await run(request)];
    numbers.result.records.forEach(({ loss }, i) => {
      expect(loss).toBeCloseTo(outlines.result.records[i]?.loss as number, 4);
    });
  });

  it('cannot be cut into patches', async () => {
    const attempt = run({ ...request, dataset: counted, config: config({ target: 'count' }) });
    await expect(attempt).rejects.toThrow(ConfigError);
    await expect(attempt).rejects.toThrow('has no count of its own: set');
  });

  it('do not suffice for maps: what else the model learns, and other models, are named', async () => {
    const attempt = run({ ...request, dataset: counted, config: config({}) });
    await expect(attempt).rejects.toThrow(AnnotationInsufficientError);
    await expect(attempt).rejects.toThrow(
      /the target 'density' needs points or boxes or labels, cells-0.png has count: with count, train the target count instead; models that learn from count: .*unet/,
    );
  });
});

it('dots do not suffice for a network that learns masks alone', async () => {
  const points: Annotation = { kind: 'points', points: [{ x: 3, y: 4 }] };
  const items = dataset.items.map((item) => ({ ...item, annotation: async () => points }));
  const [stage] = COUNTED.stages;
  const architecture = { ...COUNTED, stages: [{ ...stage, targets: ['mask'] }] } as typeof COUNTED;
  const attempt = run({ dataset: { ...dataset, items }, architecture, config: config({ target: 'mask' }) });
  await expect(attempt).rejects.toThrow(
    /'mask' needs labels, cells-0.png has points: no target of counted can be made of points; models that learn from points: .*lite-unet.*unet/,
  );
});

describe('a coarse network', () => {
  it('learns sums over blocks, and predicts maps of full size', async () => {
    const { result } = await run({ architecture: COARSE });
    expect(result.records[1]?.loss).toBeLessThan(result.records[0]?.loss as number);
    expect(result.validation?.localization).toHaveLength(2);
    // A pixel of its map stands for 64 of the picture.
    expect(result.target.settings.scale).toBe(100 / 64);
    expect(result.program.outputs).toEqual([
      { name: 'map', dtype: 'float32', shape: ['batch', 1, expect.any(String), expect.any(String)] },
    ]);
  });
});

describe('pictures and patches', () => {
  const stepsOf = async (changes: Readonly<Record<string, unknown>>): Promise<number | undefined> => {
    const { events } = await run({ architecture: COARSE, config: config({ epochs: 1, ...changes }) });
    return ofType(events, 'training')[0]?.steps;
  };

  it('are examples part by part in a grid', async () => {
    expect(await stepsOf({ grid: 3, crop: 32 })).toBe((4 * 9) / 2);
  });

  it('are learnt whole where they fit', async () => {
    expect(await stepsOf({ sampling: 'whole', crop: 48 })).toBe(2);
    await expect(stepsOf({ sampling: 'whole', crop: 32 })).rejects.toThrow("set 'crop' to at least 48");
  });

  it('are enlarged with their annotations; found cells are told in the picture’s own pixels', async () => {
    const { result } = await run({ architecture: COARSE, config: config({ scale: 1.7067, crop: 64 }) });
    expect(result.validation?.images).toBe(2);
    expect(result.config.scale).toBe(1.7067);
    expect(await stepsOf({ scale: 0.66, sampling: 'whole', crop: 32 })).toBe(2);
  });
});

describe('validation with averaged statistics', () => {
  it('changes the figures of epochs, and nothing that is learnt', async () => {
    const [running, population] = [new Map(), new Map()] as [Files, Files];
    const plain = await run({ architecture: COARSE }, running);
    const averaged = await run(
      { architecture: COARSE, config: config({ validateWith: 'population' }) },
      population,
    );
    const [a, b] = [await checkpointOf(running, LAST), await checkpointOf(population, LAST)];
    expect(differing(a.tensors, b.tensors)).toEqual([]);
    const scores = [plain, averaged].map(({ result }) => result.records.map(({ score }) => score));
    expect(scores[0]).not.toEqual(scores[1]);
    // Both statistics compete in the end, whatever the epochs were judged by.
    expect(averaged.result.records.map(({ loss }) => loss)).toEqual(
      plain.result.records.map(({ loss }) => loss),
    );
  });
});

describe('initial weights', () => {
  const body = floats(
    [4, 3, 3, 3],
    Float32Array.from({ length: 108 }, (_, i) => i / 1000),
  );
  const other = floats([2], [1, 2]);
  const weights = (tensors: Readonly<Record<string, typeof body>>) =>
    readInitialWeights('vgg.safetensors', writeSafetensors(new Map(Object.entries(tensors))));
  const still = { architecture: COARSE, config: config({ learningRate: 1e-7, epochs: 1 }) };

  it('are taken by name; what was taken is said and kept', async () => {
    const init = await weights({ 'body.weight': body, 'fc.weight': other });
    const files: Files = new Map();
    const { events, result } = await run({ ...still, init }, files);
    expect(ofType(events, 'notice').map(({ message }) => message)).toEqual([
      'vgg.safetensors: 1 tensors taken, 1 of the file have no place; 7 of the network begin at random (body.bias, norm.weight, norm.bias, …)',
    ]);
    const { tensors } = await checkpointOf(files, LAST);
    floatData(tensors.parameters!)
      .slice(0, 108)
      .forEach((value, i) => {
        expect(value).toBeCloseTo(i / 1000, 5);
      });
    expect(result.init).toEqual({ name: 'vgg.safetensors', sha256: init.sha256, taken: 1 });
    expect((await run(still)).result.init).toBeUndefined();
  });

  it('are kept with the run, so that it goes on without their file', async () => {
    const init = await weights({ 'body.weight': body });
    const [whole, left] = [new Map(), new Map()] as [Files, Files];
    const begin = { dataset, threads: 1, ...still, init, store: memoryStore(left) };
    const { result } = await run({ ...still, init }, whole);
    await leaveAt(train(begin), ({ type }) => type === 'step');
    const { result: resumed } = await run({ ...still, resume: true }, left);
    expect(timeless(resumed.records)).toEqual(timeless(result.records));
    expect(sameBytes(resumed.program.model, result.program.model)).toBe(true);
    expect(resumed.init).toEqual(result.init);
    const another = await weights({ 'body.bias': other as typeof body });
    await expect(run({ ...still, resume: true, init: another }, left)).rejects.toThrow(
      'the run was begun with vgg.safetensors, not with vgg.safetensors: resume without initial weights',
    );
  });

  it('may bring statistics that stay', async () => {
    const init = await initialWeightsOf('former', (await run({ architecture: COARSE })).result);
    const after = async (statistics: string) => {
      const { result } = await run({ architecture: COARSE, config: config({ statistics }), init });
      return (await initialWeightsOf('next', result)).tensors;
    };
    const [kept, anew] = [await after('kept'), await after('batch')];
    for (const name of ['norm.running_mean', 'norm.running_var']) {
      expect(kept.get(name)).toEqual(init.tensors.get(name));
      expect(anew.get(name)).not.toEqual(init.tensors.get(name));
    }
    expect(kept.get('body.weight')).not.toEqual(init.tensors.get('body.weight'));
  });

  it('must have the statistics that are to be kept', async () => {
    const keeping = { architecture: COARSE, config: config({ statistics: 'kept' }) };
    await expect(run(keeping)).rejects.toThrow(
      "there is no 'norm.running_mean' to keep: statistics can be kept where a training goes on from a model",
    );
    const init = await weights({ 'body.weight': body });
    await expect(run({ ...keeping, init })).rejects.toThrow(ConfigError);
  });

  it('of others are read as the architecture knows them', async () => {
    const pretrained: Architecture['pretrained'] = (file, network) => {
      expect(network.map(({ name }) => name)).toContain('body.weight');
      const found = file.get('features.0.weight');
      if (found === undefined) throw new PretrainedError('the file has no features');
      return new Map([['body.weight', found]]);
    };
    const architecture = { ...COARSE, pretrained };
    const files: Files = new Map();
    const init = await weights({ 'features.0.weight': body });
    const { result } = await run({ ...still, architecture, init }, files);
    expect(result.init?.taken).toBe(1);
    expect(floatData((await checkpointOf(files, LAST)).tensors.parameters!)[107]).toBeCloseTo(0.107, 5);
    const named = await weights({ 'body.weight': body });
    expect((await run({ ...still, architecture, init: named })).result.init?.taken).toBe(1);
    const other = await weights({ 'fc.weight': body });
    await expect(run({ ...still, architecture, init: other })).rejects.toThrow(
      new ConfigError('vgg.safetensors: the file has no features'),
    );
  });

  it('are refused where they cannot be meant', async () => {
    const wrong = await weights({ 'body.weight': other as typeof body });
    await expect(run({ ...still, init: wrong })).rejects.toThrow(
      "vgg.safetensors: the tensor 'body.weight' is [2], but [4, 3, 3, 3] in the network",
    );
    const foreign = await weights({ 'fc.weight': other as typeof body });
    await expect(run({ ...still, init: foreign })).rejects.toThrow(
      'no tensor of vgg.safetensors has the name of one of the network (such as body.weight)',
    );
    await expect(readInitialWeights('a.txt', Uint8Array.of(1, 2))).rejects.toThrow(
      'a.txt holds no initial weights',
    );
  });
});
