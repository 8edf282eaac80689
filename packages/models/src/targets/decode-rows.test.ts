import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Decoded, DecodeSettings, MapPlane, RowDecoder } from '../model.js';
import { createTarget, TARGET_NAMES } from './create-target.js';

const maps: fc.Arbitrary<MapPlane> = fc
  .tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 30 }))
  .chain(([width, height]) => {
    const pixels = { minLength: width * height, maxLength: width * height };
    const coarse = fc.array(fc.constantFrom(-0.1, 0, 0.3, 0.6, 0.6, 1), pixels);
    const fine = fc.array(fc.double({ min: -0.2, max: 3, noNaN: true }), pixels);
    return fc.oneof(coarse, fine).map((data) => ({ width, height, data: Float32Array.from(data) }));
  });

const settings: fc.Arbitrary<DecodeSettings> = fc.record(
  {
    relativeThreshold: fc.constantFrom(0, 0.3, 100 / 255, 0.9),
    absoluteThreshold: fc.constantFrom(0, 0.1, 0.5),
    peakRadius: fc.constantFrom(0, 1, 2, 4, 12),
    countScale: fc.constantFrom(1, 1.25),
    split: fc.constantFrom(0, 0.1, 0.5),
    leastShare: fc.constantFrom(0, 0.3, 1),
  },
  { requiredKeys: ['relativeThreshold', 'absoluteThreshold', 'peakRadius', 'countScale'] },
);

/** Hands a map over in bands, as often as it is asked for. */
function inBands(decoder: RowDecoder, { width, height, data }: MapPlane, heights: readonly number[]) {
  for (let passes = 1; ; passes++) {
    for (let y = 0, i = 0; y < height; i++) {
      const rows = Math.min(heights[i % heights.length]!, height - y);
      decoder.add(data.slice(y * width, (y + rows) * width));
      y += rows;
    }
    const decoded = decoder.finish();
    if (decoded !== undefined) return { decoded, passes };
  }
}

function expectSame(found: Omit<Decoded, 'labels'>, expected: Decoded): void {
  expect(Math.abs(found.count - expected.count)).toBeLessThanOrEqual(1e-9 * Math.abs(expected.count));
  expect(found.points.length).toBe(expected.points.length);
  found.points.forEach((point, i) => {
    const other = expected.points[i]!;
    for (const key of ['x', 'y', 'score'] as const) {
      expect(Math.abs(point[key] - other[key])).toBeLessThanOrEqual(1e-9);
    }
  });
}

describe.each(TARGET_NAMES.map((name) => [name] as const))('%s', (name) => {
  const target = createTarget(name);

  it('finds in bands of rows what it finds on the whole map', () => {
    const bands = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(maps, settings, bands, (map, chosen, heights) => {
        const { decoded, passes } = inBands(target.decodeRows(map.width, chosen), map, heights);
        expectSame(decoded, target.decode(map, chosen));
        expect(passes).toBeLessThanOrEqual(name === 'mask' && chosen.relativeThreshold > 0 ? 2 : 1);
      }),
      { numRuns: 200 },
    );
  });
});

describe('mask', () => {
  it('outlines in bands of rows what it outlines on the whole map', () => {
    const target = createTarget('mask');
    fc.assert(
      fc.property(maps, settings, fc.integer({ min: 1, max: 7 }), (map, chosen, height) => {
        const decoder = target.decodeRows(map.width, chosen, { labels: true });
        const { labels } = inBands(decoder, map, [height]).decoded;
        expect([labels?.width, labels?.height]).toEqual([map.width, map.height]);
        const row = new Uint32Array(map.width).fill(9);
        const rows = Array.from({ length: map.height }, (_, y) => {
          labels?.read(y, row);
          return [...row];
        });
        expect(rows.flat()).toEqual([...(target.decode(map, chosen).labels?.labels ?? [])]);
      }),
      { numRuns: 300 },
    );
  });

  it('keeps no outlines that are not asked for', () => {
    const map = { width: 2, height: 1, data: Float32Array.of(1, 0) };
    const target = createTarget('mask');
    expect(inBands(target.decodeRows(2, target.defaults), map, [1]).decoded.labels).toBeUndefined();
  });

  it('takes a second pass where a share of the maximum is above the other threshold, and no other time', () => {
    const data = Float32Array.of(0.6, 0, 2, 2, 0, 0.9);
    const map = { width: 6, height: 1, data };
    const target = createTarget('mask');
    const chosen = { ...target.defaults, peakRadius: 0, absoluteThreshold: 0.5 };
    const passesAt = (relativeThreshold: number) => {
      const { decoded, passes } = inBands(target.decodeRows(6, { ...chosen, relativeThreshold }), map, [1]);
      return [passes, decoded.points.map(({ x }) => x)];
    };
    expect(passesAt(0)).toEqual([1, [0.5, 3, 5.5]]);
    expect(passesAt(0.25)).toEqual([1, [0.5, 3, 5.5]]);
    expect(passesAt(0.4)).toEqual([2, [3, 5.5]]);
    expect(passesAt(0.5)).toEqual([2, [3]]);
  });
});
