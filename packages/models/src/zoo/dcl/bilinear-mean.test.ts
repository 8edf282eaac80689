import {
  compile,
  type Device,
  type Dim,
  floatData,
  floats,
  gradients,
  input,
  openDevice,
  symbol,
  type Tensor,
  topologicalOrder,
  type Value,
} from '@celltally/engine';
import { createRandom } from '@celltally/imaging';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deviation } from '../../testing/golden.node.js';
import { bilinearMean, bilinearMeanByProduct, bilinearMeanBySampling } from './bilinear-mean.js';

let device: Device;
beforeAll(async () => {
  device = await openDevice('cpu', { threads: 1 });
});
afterAll(() => device.close());

function noise(shape: readonly number[], seed: number, deviationOf = 1): Tensor<'float32'> {
  const random = createRandom(seed);
  const length = shape.reduce((n, d) => n * d, 1);
  return floats(
    shape,
    Float32Array.from({ length }, () => deviationOf * random.normal()),
  );
}

/** The mean and its gradients. */
async function run(
  mean: (x: Value, offsets: Value) => Value,
  feeds: Readonly<Record<'x' | 'offsets' | 'dy', Tensor>>,
): Promise<Record<string, Tensor>> {
  const [x, offsets, dy] = (['x', 'offsets', 'dy'] as const).map((name) =>
    input(name, feeds[name].shape),
  ) as [Value, Value, Value];
  const y = mean(x, offsets);
  const [dx, dOffsets] = gradients(y, [x, offsets], dy) as [Value, Value];
  const program = await device.load(compile({ outputs: { y, dx, dOffsets } }));
  const result = await program.run(feeds);
  await program.release();
  return result;
}

describe('bilinearMean', () => {
  it('is the same as a product and by sampling, forward and backward, inside and beyond the border', () => {
    const drawn = fc.record({
      sizes: fc.tuple(...[3, 4, 7, 6].map((max) => fc.integer({ min: 1, max }))),
      samples: fc.integer({ min: 1, max: 5 }),
      seed: fc.nat(1e6),
    });
    return fc.assert(
      fc.asyncProperty(drawn, async ({ sizes: [n, c, h, w], samples, seed }) => {
        const shape = [n, c, h, w] as const;
        const feeds = {
          x: noise(shape, seed),
          offsets: noise([n, 2 * samples, h, w], seed + 1, 2),
          dy: noise(shape, seed + 2),
        };
        const [product, sampled] = [
          await run(bilinearMeanByProduct, feeds),
          await run(bilinearMeanBySampling, feeds),
        ];
        for (const [name, found] of Object.entries(product))
          expect(deviation(floatData(found), floatData(sampled[name]!)), name).toBeLessThan(1e-5);
      }),
      { seed: 1, numRuns: 15 },
    );
  });

  it('moves a picture by whole pixels, and holds it at the border', async () => {
    const x = floats([1, 1, 2, 3], [1, 2, 3, 4, 5, 6]);
    const offsets = floats([1, 2, 2, 3], [1, 1, 1, 1, 1, 1, 0, 0, 0, -5, -5, -5]);
    const { y } = await run(bilinearMean, { x, offsets, dy: x });
    expect([...floatData(y!)]).toEqual([2, 3, 3, 2, 3, 3]);
  });

  it('takes a matrix product for small maps and samples for large ones, with a free number of pictures', () => {
    const operators = (height: Dim, width: Dim): string[] => {
      const n = symbol('batch');
      const mean = bilinearMean(input('x', [n, 2, height, width]), input('offsets', [n, 6, height, width]));
      expect(mean.shape).toEqual([n, 2, height, width]);
      return topologicalOrder([mean]).map(({ op }) => op.name);
    };
    expect(operators(64, 64)).toContain('matMul');
    expect(operators(64, 64)).not.toContain('gridSample');
    expect(operators(64, 65)).toContain('gridSample');
    expect(operators(64, 65)).not.toContain('matMul');
    expect(() => operators(symbol('height'), 64)).toThrow(/known sizes/);
  });
});
