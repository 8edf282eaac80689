import type { Seen } from '@celltally/models';
import { describe, expect, it } from 'vitest';
import { fittingScale } from './fitting-scale.js';
import type { PictureLook } from './look.js';
import { unlikeSeen } from './unlike-seen.js';

const range = (low: number, high: number) => ({
  least: low,
  low,
  median: (low + high) / 2,
  high,
  most: high,
});
const seen: Seen = {
  pictures: 50,
  kinds: { grey: 0.99, stained: 0.01 },
  channels: [1],
  bitDepths: [16],
  ranges: { diameter: range(12, 24), median: range(0.05, 0.2), light: range(0.1, 0.3) },
};
const look: PictureLook = {
  ...{ kind: 'grey', width: 500, height: 400, channels: 1, bitDepth: 16, walled: false },
  ...{ median: 0.1, light: 0.2, diameter: 18 },
};
const told = (other: Partial<PictureLook>, scale = 1): string[] =>
  unlikeSeen({ ...look, ...other }, seen, { model: 'tiny', scale });

describe('unlikeSeen', () => {
  it('says nothing of a picture like those that were seen', () => {
    expect(told({})).toEqual([]);
    expect(told({ diameter: 26, median: 0.25 })).toEqual([]);
  });

  it('names another kind, and what was seen often enough to count', () => {
    const [message, ...others] = told({ kind: 'stained', diameter: 90 });
    expect(others).toEqual([]);
    expect(message).toMatch(/colours on bright ground.*tiny has seen grey on dark ground.*another model/);
    expect(message).not.toMatch(/and colours/);
  });

  it('names the width of cells, and the scale that would help', () => {
    expect(told({ diameter: 60 })).toEqual([
      'cells are about 60 px wide; tiny has seen 12 to 24 px: scale the picture by 0.30 (or automatically), or take another model',
    ]);
    expect(told({ diameter: 60 }, 0.3)).toEqual([]);
    expect(told({ diameter: 18 }, 3)[0]).toMatch(/18 px wide, 54 as it is scaled/);
  });

  it('names light, saturation and the median where they are far off', () => {
    expect(told({ light: 0.6, median: 0.5 })).toEqual([
      expect.stringMatching(/mean light is 0\.60; tiny has seen 0\.10 to 0\.30/),
      expect.stringMatching(/median.* is 0\.50; tiny has seen 0\.05 to 0\.20/),
    ]);
    // Nothing is known of the saturation of what was seen.
    expect(told({ saturation: 0.9 })).toEqual([]);
  });
});

describe('fittingScale', () => {
  it('leaves cells as they are within the range, and else makes them as wide as usual', () => {
    expect(fittingScale({ diameter: 13 }, seen)).toBe(1);
    expect(fittingScale({ diameter: 36 }, seen)).toBe(0.5);
    expect(fittingScale({ diameter: 6 }, seen)).toBe(3);
    expect(fittingScale({ diameter: 1 }, seen)).toBe(8);
    expect(fittingScale({}, seen)).toBe(1);
  });
});
