import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PreparedPicture } from '../picture/preparation.js';
import { cutMap, cutPicture, mirror, type Placement, sourceIndices, type Tint } from './patch.js';

const UNTINTED: Tint = { gain: [1, 1, 1], shift: [0, 0, 0] };
const numbered = (width: number, height: number): Float32Array =>
  Float32Array.from({ length: width * height }, (_, i) => i);
const greyPicture = (width: number, height: number): PreparedPicture => ({
  width,
  height,
  channels: 1,
  data: numbered(width, height),
});

const placements = fc.record({
  x: fc.integer({ min: -20, max: 20 }),
  y: fc.integer({ min: -20, max: 20 }),
  size: fc.integer({ min: 1, max: 16 }),
  flip: fc.boolean(),
  turns: fc.integer({ min: 0, max: 3 }),
});
const sides = fc.integer({ min: 1, max: 14 });

/** Every symmetry of a square that lies inside the picture. */
const symmetries = (size: number): Placement[] =>
  [false, true].flatMap((flip) => [0, 1, 2, 3].map((turns) => ({ x: 0, y: 0, size, flip, turns })));

describe('a patch', () => {
  it('shows the same pixels of the picture and of the map, wherever it is cut and however it is turned', () => {
    fc.assert(
      fc.property(placements, sides, sides, (placement, width, height) => {
        const area = placement.size ** 2;
        const indices = sourceIndices(placement, width, height);
        const image = cutPicture(greyPicture(width, height), indices, UNTINTED);
        const map = cutMap({ width, height, data: numbered(width, height) }, indices);
        expect(image).toHaveLength(3 * area);
        for (let channel = 0; channel < 3; channel++) {
          expect(image.subarray(channel * area, (channel + 1) * area)).toEqual(map);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('has eight symmetries, all different, each with every pixel once', () => {
    const cuts = symmetries(3).map((placement) => sourceIndices(placement, 3, 3));
    expect(new Set(cuts.map((indices) => indices.join())).size).toBe(8);
    for (const indices of cuts) expect(indices.toSorted().join()).toBe('0,1,2,3,4,5,6,7,8');
  });

  it('turns by quarters and mirrors: neighbours stay neighbours', () => {
    const rows = (flip: boolean, turns: number): string =>
      sourceIndices({ x: 0, y: 0, size: 2, flip, turns }, 2, 2).join(' ');
    expect(rows(false, 0)).toBe('0 1 2 3');
    expect(rows(true, 0)).toBe('1 0 3 2');
    expect(rows(false, 2)).toBe('3 2 1 0');
    expect([rows(false, 1), rows(false, 3)].toSorted()).toEqual(['1 3 0 2', '2 0 3 1']);
    for (const { flip, turns } of symmetries(5)) {
      const at = sourceIndices({ x: 0, y: 0, size: 5, flip, turns }, 5, 5);
      const step = Math.abs((at[1] as number) - (at[0] as number));
      expect([1, 5]).toContain(step);
      expect(Math.abs((at[5] as number) - (at[0] as number))).toBe(step === 1 ? 5 : 1);
    }
  });

  it('keeps the sum of a whole map under every symmetry', () => {
    const map = { width: 6, height: 6, data: Float32Array.from({ length: 36 }, (_, i) => (i % 7) / 8) };
    const sum = (values: Float32Array): number => values.reduce((total, value) => total + value, 0);
    for (const placement of symmetries(6)) {
      expect(sum(cutMap(map, sourceIndices(placement, 6, 6)))).toBe(sum(map.data));
    }
  });

  it('sees the picture mirrored beyond its borders', () => {
    const row = (length: number, from: number, to: number): number[] =>
      Array.from({ length: to - from }, (_, i) => mirror(from + i, length));
    expect(row(4, -4, 8)).toEqual([2, 3, 2, 1, 0, 1, 2, 3, 2, 1, 0, 1]);
    expect(row(1, -2, 3)).toEqual([0, 0, 0, 0, 0]);
    const indices = sourceIndices({ x: -1, y: 0, size: 3, flip: false, turns: 0 }, 2, 1);
    expect([...indices]).toEqual([1, 0, 1, 1, 0, 1, 1, 0, 1]);
  });

  it('is tinted channel by channel, and only in the picture', () => {
    const picture: PreparedPicture = { width: 1, height: 1, channels: 3, data: Float32Array.of(1, 2, 3) };
    const image = cutPicture(picture, Int32Array.of(0), { gain: [2, 3, 4], shift: [0, 1, -1] });
    expect([...image]).toEqual([2, 7, 11]);
    expect([...picture.data]).toEqual([1, 2, 3]);
  });
});
