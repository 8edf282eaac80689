import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { checkGradients } from '../contract/gradient-property.node.js';
import { randomNumbers, uniform } from '../contract/samples.js';
import { openDevice } from '../runtime/platform.node.js';
import { floats } from '../tensor.js';
import { upsampleNearest } from './average-pool.js';
import { gridSample } from './grid-sample.js';
import { input } from './source.js';
import { depthToSpace, spaceToDepth } from './space.js';
import { upsampleBilinear } from './upsample-bilinear.js';

const device = await openDevice('cpu', { threads: 1 });
afterAll(() => device.close());

const small = (max: number, min = 1) => fc.integer({ min, max });
const picture = (max = 5) => fc.tuple(small(2), small(3), small(max), small(max));

describe('enlargement', () => {
  it('has the gradients of its differences: nearest', () =>
    checkGradients(device, fc.tuple(picture(), small(4)), ([shape, scale], seed) => ({
      at: { x: uniform(shape, seed) },
      build: ({ x }) => upsampleNearest(x!, scale),
    })));

  it.each([true, false])(
    'has the gradients of its differences: bilinear, corners aligned %s',
    (alignCorners) =>
      checkGradients(device, fc.tuple(picture(), small(4)), ([shape, scale], seed) => ({
        at: { x: uniform(shape, seed) },
        build: ({ x }) => upsampleBilinear(x!, scale, alignCorners),
      })),
  );

  it('refuses a scale that is no positive integer', () => {
    const x = input('x', [1, 1, 2, 2]);
    expect(() => upsampleNearest(x, 1.5)).toThrow(
      'upsampleNearest: scale must be a positive integer, received 1.5',
    );
    expect(() => upsampleBilinear(x, 0)).toThrow(
      'upsampleBilinear: scale must be a positive integer, received 0',
    );
  });
});

describe.each(['DCR', 'CRD'] as const)('channels and space, %s', (mode) => {
  it('have the gradients of their differences', async () => {
    await checkGradients(device, fc.tuple(picture(), small(3)), ([[n, c, h, w], block], seed) => ({
      at: { x: uniform([n, c * block * block, h, w], seed) },
      build: ({ x }) => depthToSpace(x!, block, mode),
    }));
    await checkGradients(device, fc.tuple(picture(), small(3)), ([[n, c, h, w], block], seed) => ({
      at: { x: uniform([n, c, h * block, w * block], seed) },
      build: ({ x }) => spaceToDepth(x!, block, mode),
    }));
  });

  it('refuse sizes that the block does not divide', () => {
    expect(() => depthToSpace(input('x', [1, 6, 2, 2]), 2, mode)).toThrow(
      'depthToSpace: [1, 6, 2, 2] needs channels divisible by 4',
    );
    expect(() => spaceToDepth(input('x', [1, 1, 2, 5]), 2, mode)).toThrow(
      'spaceToDepth: [1, 1, 2, 5] needs height and width divisible by 2',
    );
  });
});

describe('gridSample', () => {
  /** Positions in the middle half of a pixel square, up to one and a half pixels outside: away from the kinks. */
  const positions = (size: number, alignCorners: boolean, random: () => number): number => {
    const pixel = Math.floor(random() * (size + 3)) - 2 + 0.3 + 0.4 * random();
    return alignCorners ? (2 * pixel) / (size - 1) - 1 : (2 * pixel + 1) / size - 1;
  };

  const drawn = fc.record({
    x: fc.tuple(small(2), small(3), small(6, 2), small(6, 2)),
    samples: fc.tuple(small(4), small(4)),
    padding: fc.constantFrom('zeros' as const, 'border' as const),
    alignCorners: fc.boolean(),
  });

  it('has the gradients of its differences, inside and outside', () =>
    checkGradients(
      device,
      drawn,
      ({ x, samples, padding, alignCorners }, seed) => {
        const random = randomNumbers(seed);
        const count = x[0] * samples[0] * samples[1];
        const grid = Array.from({ length: count }, () => [
          positions(x[3], alignCorners, random),
          positions(x[2], alignCorners, random),
        ]).flat();
        return {
          at: { x: uniform(x, seed), grid: floats([x[0], ...samples, 2], grid) },
          build: ({ x, grid }) => gridSample(x!, grid!, { padding, alignCorners }),
        };
      },
      30,
    ));

  it('names a grid that does not fit', () => {
    const x = input('x', [2, 1, 4, 4]);
    for (const shape of [
      [2, 3, 3, 1],
      [1, 3, 3, 2],
      [2, 3, 2],
    ]) {
      expect(() => gridSample(x, input('grid', shape))).toThrow(
        `gridSample: grid must be [2, H, W, 2] for x [2, 1, 4, 4], received [${shape.join(', ')}]`,
      );
    }
  });
});
