import { convTranspose2d, input, matMul, sub } from '@celltally/engine';
import { build, convolution, zerosFill } from '@celltally/nn';
import { describe, expect, it } from 'vitest';
import { type Cost, cost } from './cost.js';
import { architecture as liteUnet } from './zoo/lite-unet/index.js';
import type { LiteUNetOptions } from './zoo/lite-unet/network.js';
import { architecture as unet } from './zoo/unet/index.js';

/** Parameters in millions, multiply-accumulates in billions at 256² and 512², as tables print them. */
const printed = (at256: Cost, at512: Cost) => ({
  parameters: (at512.parameters / 1e6).toFixed(4),
  macs256: (at256.macs / 1e9).toFixed(3),
  macs512: (at512.macs / 1e9).toFixed(3),
  thop512: (at512.thop / 1e9).toFixed(4),
});

const unetAt = (size: number): Cost =>
  cost(
    build((scope) => unet.stages[0].network(scope, input('image', [1, 3, size, size]), unet.defaults), {
      training: false,
    }),
  );

const liteAt = (size: number, options: Partial<LiteUNetOptions>): Cost =>
  cost(
    build(
      (scope) =>
        liteUnet.stages[0].network(scope, input('image', [1, 3, size, size]), {
          ...liteUnet.defaults,
          ...options,
        }),
      { training: false },
    ),
  );

const liteRow = (options: Partial<LiteUNetOptions>) => printed(liteAt(256, options), liteAt(512, options));

describe('cost', () => {
  it('counts a convolution by hand', () => {
    const built = build(
      (scope) => ({
        map: convolution(scope, input('x', [2, 6, 8, 10]), { out: 4, kernel: 3, groups: 2 }),
      }),
      { training: false },
    );
    const outputs = 2 * 4 * 8 * 10;
    expect(cost(built)).toEqual({
      parameters: 4 * 3 * 9 + 4,
      macs: outputs * 27,
      thop: outputs * 28,
      traffic: 4 * (2 * 6 * 8 * 10 + 4 * 3 * 9 + 4 + outputs),
    });
  });

  it('counts a transposed convolution by what it reads, and as the profiler does by what it writes', () => {
    const transposed = build(
      (scope) => {
        const weight = scope.parameter('weight', [6, 2, 4, 4], zerosFill);
        const bias = scope.parameter('bias', [4], zerosFill);
        const x = input('x', [2, 6, 8, 10]);
        return { map: convTranspose2d(x, weight, { bias, stride: 2, padding: 1, groups: 2 }) };
      },
      { training: false },
    );
    const outputs = 2 * 4 * 16 * 20;
    expect(cost(transposed)).toEqual({
      parameters: 6 * 2 * 16 + 4,
      macs: 2 * 6 * 8 * 10 * 2 * 16,
      thop: outputs * (3 * 16 + 1),
      // The bias is added to what was written.
      traffic: 4 * (2 * 6 * 8 * 10 + 6 * 2 * 16 + outputs + (outputs + 4 + outputs)),
    });
  });

  it('counts a matrix product by its inner size', () => {
    const swapped = { transposeA: true, transposeB: true };
    const product = build(() => ({ map: matMul(input('a', [3, 5, 7]), input('b', [2, 5]), swapped) }), {
      training: false,
    });
    expect(cost(product).macs).toBe(3 * 7 * 2 * 5);
  });

  it('leaves out what is computed of parameters alone', () => {
    const built = build(
      (scope) => {
        const matrix = (name: string) => scope.parameter(name, [5, 5], zerosFill);
        const kernel = matMul(matrix('a'), sub(matrix('b'), 1));
        return { map: matMul(input('x', [7, 5]), kernel), count: matMul(kernel, kernel) };
      },
      { training: false },
    );
    expect(cost(built)).toEqual({ parameters: 50, macs: 7 * 5 * 5, thop: 0, traffic: 4 * (35 + 25 + 35) });
  });

  it('agrees with the published U-Net: 34.53 M, 261.87 G', () => {
    expect(printed(unetAt(256), unetAt(512))).toEqual({
      parameters: '34.5270',
      macs256: '65.347',
      macs512: '261.389',
      thop512: '261.8674',
    });
  });

  it('agrees with the published Lite-UNet: 1.30 M, 17.50 G', () => {
    expect(liteRow({})).toEqual({
      parameters: '1.3003',
      macs256: '4.294',
      macs512: '17.250',
      thop512: '17.5008',
    });
  });

  it('prices the parts of Lite-UNet', () => {
    const attention = { graphCorrelationAttention: false };
    expect(liteRow(attention)).toMatchObject({ parameters: '1.2512', macs256: '4.275', macs512: '17.099' });
    expect(liteRow({ ...attention, gradientAggregation: false })).toEqual({
      parameters: '1.2359',
      macs256: '3.289',
      macs512: '13.157',
      thop512: '13.4902',
    });
  });
});
