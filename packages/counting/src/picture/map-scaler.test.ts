import { resize } from '@celltally/imaging';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Conserved, createMapScaler } from './map-scaler.js';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** A map brought to another size in bands of some heights, put together again. */
function scaled(
  map: Size & { readonly data: Float32Array },
  to: Size,
  conserved: Conserved,
  heights: readonly number[],
): Float32Array {
  const scaler = createMapScaler(map, to, conserved);
  const whole = new Float32Array(to.width * to.height).fill(Number.NaN);
  let next = 0;
  for (let y = 0, i = 0; y < map.height; i++) {
    const end = Math.min(map.height, y + heights[i % heights.length]!);
    const rows = scaler.add(map.data.slice(y * map.width, end * map.width));
    y = end;
    if (rows === undefined) continue;
    expect(rows.top).toBe(next);
    whole.set(rows.values, rows.top * to.width);
    next += rows.values.length / to.width;
  }
  expect(next).toBe(to.height);
  return whole;
}

const side = fc.integer({ min: 1, max: 24 });
const size = fc.record({ width: side, height: side });
const bands = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 });
const maps = size.map(({ width, height }) => {
  const data = Float32Array.from({ length: width * height }, (_, i) => ((i * 37) % 17) / 4 - 1);
  return { width, height, data };
});
const sum = (values: Float32Array): number => values.reduce((total, value) => total + value, 0);

describe('a map brought to another size band by band', () => {
  it('keeps its sum, and that of its parts where borders fall together', () => {
    fc.assert(
      fc.property(maps, size, bands, (map, to, heights) => {
        expect(sum(scaled(map, to, 'sum', heights))).toBeCloseTo(sum(map.data), 3);
      }),
      { numRuns: 200 },
    );
    const map = { width: 4, height: 2, data: Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8) };
    expect([...scaled(map, { width: 2, height: 1 }, 'sum', [1])]).toEqual([14, 22]);
    expect([...scaled(map, { width: 8, height: 2 }, 'sum', [1])].slice(0, 4)).toEqual([0.5, 0.5, 1, 1]);
  });

  it('or its values, as the whole map resized', () => {
    fc.assert(
      fc.property(maps, size, bands, (map, to, heights) => {
        const image = { ...map, channels: 1, colour: 'grey', bitDepth: 32 } as const;
        expect(scaled(map, to, 'values', heights)).toEqual(resize(image, to.width, to.height).data);
      }),
      { numRuns: 200 },
    );
  });

  it('is handed on as it is where it has that size', () => {
    const rows = Float32Array.of(1, 2, 3, 4);
    const scaler = createMapScaler({ width: 2, height: 4 }, { width: 2, height: 4 }, 'sum');
    expect([scaler.add(rows), scaler.add(rows)]).toEqual([
      { top: 0, values: rows },
      { top: 2, values: rows },
    ]);
  });
});
