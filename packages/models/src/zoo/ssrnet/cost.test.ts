import { input } from '@celltally/engine';
import { build } from '@celltally/nn';
import { describe, expect, it } from 'vitest';
import { type Cost, cost } from '../../cost.js';
import { architecture } from './index.js';
import { type SsrnetOptions, ssrnet } from './network.js';

const costAt = (size: number, options: Partial<SsrnetOptions>): Cost =>
  cost(
    build(
      (scope) => ssrnet(scope, input('image', [1, 3, size, size]), { ...architecture.defaults, ...options }),
      { training: false },
    ),
  );

const millions = (count: number): string => (count / 1e6).toFixed(4);
const billions = (count: number): string => (count / 1e9).toFixed(3);

/** Channels of the decoder and of what its result is joined to. */
const [DEEP, JOINED] = [256, 128];

/** What the map head does without: 48 taps of every pixel in full size are 27. What the count head does more: a vote of every pixel. */
const savedByHeads = (size: number): number => JOINED * ((48 - 27) * size ** 2 - ((size / 2) ** 2 - 32 ** 2));

/** Sides of the pictures that the five steps enlarge. */
const sides = (size: number): readonly number[] => [0, 1, 2, 3, 4].map((step) => (size / 64) * 2 ** step);
const overSides = (size: number, each: (side: number) => number): number =>
  sides(size).reduce((total, side) => total + each(side), 0);

describe('the cost of SSRNet', () => {
  it('in one step is that of the reference, less what the heads save', () => {
    const [at256, at512] = [costAt(256, {}), costAt(512, {})];
    expect(millions(at256.parameters)).toBe('15.6289');
    expect([at256.macs, at512.macs].map(billions)).toEqual(['3.673', '14.695']);
    expect(billions(at256.macs + savedByHeads(256))).toBe('3.847');
    expect(billions(at512.macs + savedByHeads(512))).toBe('15.391');
  });

  it('in five steps is that of the release, less idle taps, products of kernels and what the heads save', () => {
    const released = (size: number): number => {
      const idleTaps = overSides(size, (side) => 2 * (4 * side * (side - 1)) * DEEP ** 2);
      const products = overSides(size, (side) => (6 - 4) * side ** 2 * DEEP ** 2);
      return costAt(size, { step: 2 }).macs + savedByHeads(size) + idleTaps + products;
    };
    const { parameters, macs } = costAt(256, { step: 2 });
    expect([millions(parameters), billions(macs)]).toEqual(['13.5338', '5.747']);
    expect(billions(costAt(512, { step: 2 }).macs)).toBe('23.054');
    expect(millions(parameters + 5 * 2 * 2 * DEEP ** 2)).toBe('14.8445');
    expect([256, 512].map(released).map(billions)).toEqual(['9.432', '37.923']);
  });

  it.each([
    ['nearest', 2, '14.7122', '15.471'],
    ['bilinear', 2, '14.7122', '15.471'],
    ['transposed', 2, '17.4647', '8.298'],
    ['nearest', 32, '12.3519', '21.888'],
    ['bilinear', 32, '12.3519', '21.888'],
    ['transposed', 32, '548.0431', '11.151'],
  ] as const)('with %s enlargement by %i', (upsampling, step, parameters, macs) => {
    const found = costAt(256, { upsampling, step });
    expect([millions(found.parameters), billions(found.macs)]).toEqual([parameters, macs]);
  });
});
