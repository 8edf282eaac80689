import { describe, expect, it } from 'vitest';
import { locationMap } from './location-map.js';

describe('locationMap', () => {
  it.each([
    [30, [1, 0.5, 0.308, 0.161, 0.03, 0]],
    [60, [1, 0.5, 0.36, 0.25, 0.105, 0.022]],
    [120, [1, 0.5, 0.387, 0.305, 0.186, 0.081]],
  ])('has the published values at a largest distance of %i px', (farthest, expected) => {
    const map = locationMap([{ x: 0.5, y: 0.5 }], farthest + 1, 1);
    [0, 1, 2, 3, 5, 8].forEach((d, i) => {
      expect(Math.abs(map.data[d]! - expected[i]!)).toBeLessThanOrEqual(0.0006);
    });
    for (const value of map.data) expect(value === 0 || value >= 0.01).toBe(true);
  });

  it('equals the formula at every pixel', () => {
    const points = [
      { x: 3.2, y: 4.9 },
      { x: 20, y: 11 },
      { x: 24, y: 18 },
    ];
    const [width, height] = [24, 18];
    const pixels = [
      [3, 4],
      [20, 11],
      [23, 17],
    ] as const;
    const distance = (x: number, y: number) => Math.min(...pixels.map(([a, b]) => Math.hypot(x - a, y - b)));
    let farthest = 0;
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) farthest = Math.max(farthest, distance(x, y));
    const map = locationMap(points, width, height);
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const d = distance(x, y);
        const v = 1 / (1 + d ** ((10 * d) / farthest + 0.5));
        expect(map.data[y * width + x]).toBeCloseTo(v < 0.01 ? 0 : v, 5);
      }
    }
  });

  it('is zero without points, and one where every pixel is a point', () => {
    expect([...locationMap([], 3, 2).data]).toEqual([0, 0, 0, 0, 0, 0]);
    expect([...locationMap([{ x: 1, y: 1 }], 1, 1).data]).toEqual([1]);
  });

  it('refuses points outside', () => {
    expect(() => locationMap([{ x: -1, y: 0 }], 3, 2)).toThrow(/\(-1, 0\)/);
  });
});
