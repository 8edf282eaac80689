import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { evaluate } from '../contract/evaluate.js';
import { checkGradients } from '../contract/gradient-property.node.js';
import { uniform } from '../contract/samples.js';
import { openDevice } from '../runtime/platform.node.js';
import { floats } from '../tensor.js';
import {
  batchNormInference,
  batchNormTraining,
  groupNorm,
  instanceNorm,
  layerNorm,
  standardise,
} from './normalisation.js';
import { input } from './source.js';

const device = await openDevice('cpu', { threads: 1 });
afterAll(() => device.close());

const small = (max: number, min = 1) => fc.integer({ min, max });
const picture = fc.tuple(small(3), small(5), small(4, 2), small(4, 2));

const affine = (channels: number, seed: number) => ({
  weight: uniform([channels], seed + 1, 0.5, 2),
  bias: uniform([channels], seed + 2),
});
const parameters = ({ weight, bias }: Record<string, ReturnType<typeof input>>) => ({
  weight: weight!,
  bias: bias!,
});

describe('gradients agree with differences', () => {
  it('batchNormTraining', () =>
    checkGradients(device, picture, (shape, seed) => ({
      at: { x: uniform(shape, seed), ...affine(shape[1], seed) },
      build: (inputs) => batchNormTraining(inputs.x!, parameters(inputs), 0.1).y,
    })));

  it('batchNormInference', () =>
    checkGradients(device, picture, (shape, seed) => ({
      at: { x: uniform(shape, seed), ...affine(shape[1], seed) },
      build: (inputs) => {
        const statistics = { mean: input('mean', [shape[1]]), variance: input('variance', [shape[1]]) };
        return batchNormInference(inputs.x!, { ...parameters(inputs), ...statistics });
      },
      fixed: { mean: uniform([shape[1]], seed + 3), variance: uniform([shape[1]], seed + 4, 0.5, 2) },
    })));

  it('instanceNorm', () =>
    checkGradients(device, picture, (shape, seed) => ({
      at: { x: uniform(shape, seed), ...affine(shape[1], seed) },
      build: (inputs) => instanceNorm(inputs.x!, parameters(inputs), 0.1),
    })));

  it('groupNorm', () =>
    checkGradients(device, fc.tuple(picture, small(3)), ([[n, c, h, w], groups], seed) => ({
      at: { x: uniform([n, c * groups, h, w], seed), ...affine(c * groups, seed) },
      build: (inputs) => groupNorm(inputs.x!, groups, parameters(inputs), 0.1),
    })));

  it('layerNorm', () =>
    checkGradients(device, fc.tuple(small(3), small(3), small(8, 3)), (shape, seed) => ({
      at: { x: uniform(shape, seed), ...affine(shape[2], seed) },
      build: (inputs) => layerNorm(inputs.x!, parameters(inputs), 0.1),
    })));

  it('standardise over any axes', () =>
    checkGradients(
      device,
      fc.tuple(picture, fc.subarray([0, 1, 2, 3], { minLength: 2 })),
      ([shape, axes], seed) => ({
        at: { x: uniform(shape, seed) },
        build: ({ x }) => standardise(x!, axes, 0.1),
      }),
    ));
});

describe('batchNormTraining', () => {
  it('returns the mean and the unbiased variance of the batch', async () => {
    const x = input('x', [2, 1, 1, 2]);
    const { mean, variance } = batchNormTraining(x, { weight: input('w', [1]), bias: input('b', [1]) });
    const feeds = { x: floats([2, 1, 1, 2], [1, 2, 3, 6]), w: floats([1], [1]), b: floats([1], [0]) };
    const result = await evaluate(device, { mean, variance }, feeds);
    expect(result.mean!.data[0]).toBeCloseTo(3);
    expect(result.variance!.data[0]).toBeCloseTo(14 / 3);
  });

  it('gives the same at every run of one program', async () => {
    const x = input('x', [1, 2, 3, 3]);
    const w = input('w', [2]);
    const { y, mean } = batchNormTraining(x, { weight: w, bias: w });
    const again = batchNormTraining(y, { weight: w, bias: w });
    const feeds = { x: uniform([1, 2, 3, 3], 1, 2, 5), w: floats([2], [1, 2]) };
    const outputs = { y, mean, twice: again.y, meanOfTwice: again.mean };
    const first = await evaluate(device, outputs, feeds);
    const second = await evaluate(device, outputs, feeds);
    expect(second).toEqual(first);
    expect(first.meanOfTwice!.data[0]).toBeCloseTo(1);
    expect(first.meanOfTwice!.data[1]).toBeCloseTo(2);
  });

  it('keeps four digits where the mean is thirty deviations', async () => {
    const centred = uniform([4, 1, 32, 32], 5, -Math.sqrt(3), Math.sqrt(3)).data;
    const x = input('x', [4, 1, 32, 32]);
    const one = input('one', [1]);
    const { y } = batchNormTraining(x, { weight: one, bias: one });
    const feeds = {
      x: floats(
        [4, 1, 32, 32],
        centred.map((v) => v + 30),
      ),
      one: floats([1], [1]),
    };
    const average = centred.reduce((a, b) => a + b) / centred.length;
    const deviation = Math.sqrt(centred.reduce((a, b) => a + (b - average) ** 2, 0) / centred.length);
    const expected = centred.map((v) => (v - average) / deviation + 1);
    const far = (await evaluate(device, { y }, feeds)).y!.data;
    expect(Math.max(...expected.map((v, i) => Math.abs(v - Number(far[i]))))).toBeLessThan(1e-3);
  });

  it('names what does not fit', () => {
    const w = input('w', [3]);
    expect(() => batchNormTraining(input('x', [1, 2, 4, 4]), { weight: w, bias: w })).toThrow(
      'batchNormTraining: x [1, 2, 4, 4] needs one value per channel, received [3]',
    );
    expect(() => batchNormTraining(input('x', [1, 3]), { weight: w, bias: w })).toThrow(
      'batchNormTraining: x must have rank 4, received [1, 3]',
    );
    expect(() => groupNorm(input('x', [1, 3, 4, 4]), 2)).toThrow(
      'groupNorm: 3 channels do not divide into 2 groups',
    );
  });
});
