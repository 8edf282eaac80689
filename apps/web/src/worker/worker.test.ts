import { bytesSource, encodeTiff, type Image, openImage } from '@celltally/imaging';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromOverview } from './overview.js';
import { recent } from './recent.js';
import { reduceMap } from './reduce-map.js';

describe('reduceMap', () => {
  it('keeps the sum of a map, in whatever bands it comes, also when it comes twice', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 50 }),
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 9 }),
        fc.boolean(),
        (width, height, band, twice) => {
          const data = Float32Array.from({ length: width * height }, (_, i) => (i * 7919) % 13);
          const reducer = reduceMap(width, height, 100);
          for (let pass = 0; pass < (twice ? 2 : 1); pass++) {
            if (pass > 0) reducer.restart();
            for (let row = 0; row < height; row += band) {
              reducer.add(data.subarray(row * width, Math.min(height, row + band) * width));
            }
          }
          const { values, reduction, most, ...size } = reducer.finish();
          expect(size).toEqual({
            width: Math.ceil(width / reduction),
            height: Math.ceil(height / reduction),
          });
          expect(values.length).toBeLessThanOrEqual(100);
          expect(most).toBe(Math.max(...data));
          let sum = 0;
          for (let y = 0; y < size.height; y++) {
            for (let x = 0; x < size.width; x++) {
              const area =
                Math.min(reduction, width - x * reduction) * Math.min(reduction, height - y * reduction);
              sum += values[y * size.width + x]! * area;
            }
          }
          const whole = data.reduce((a, b) => a + b, 0);
          expect(Math.abs(sum - whole)).toBeLessThanOrEqual(1e-4 * Math.max(1, whole));
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe('fromOverview', () => {
  it('gives of any region what the picture gives at that reduction', async () => {
    const [width, height] = [37, 23];
    const data = Uint16Array.from({ length: 3 * width * height }, (_, i) => (i * 7919) % 997);
    const image: Image = { width, height, channels: 3, colour: 'rgb', bitDepth: 16, data };
    const source = await openImage(bytesSource(encodeTiff(image)));
    const overview = { reduction: 1, image: await source.read() };
    for (const reduction of [1, 2, 4]) {
      const region = { x: 8, y: 4, width: 29, height: 19 };
      const found = fromOverview(overview, region, reduction, [1]);
      const columns = Math.ceil(region.width / reduction);
      expect(found.length).toBe(columns * Math.ceil(region.height / reduction));
      const [x, y] = [1, 2];
      let sum = 0;
      let pixels = 0;
      for (let row = 0; row < reduction; row++) {
        for (let column = 0; column < reduction; column++) {
          sum += data[(height + 4 + y * reduction + row) * width + 8 + x * reduction + column]!;
          pixels++;
        }
      }
      expect(found[y * columns + x]).toBe(Math.round(sum / pixels));
    }
  });
});

describe('recent', () => {
  it('keeps what was used last', () => {
    const kept = recent<number>(2);
    kept.set('a', 1);
    kept.set('b', 2);
    expect(kept.get('a')).toBe(1);
    kept.set('c', 3);
    expect([...kept.keys()]).toEqual(['a', 'c']);
  });
});
