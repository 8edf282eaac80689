import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distanceTransform, type Mask } from './edt.js';

const mask = (width: number, height: number, set: readonly number[]): Mask => {
  const data = new Uint8Array(width * height);
  for (const index of set) data[index % data.length] = 1;
  return { width, height, data };
};

describe('distanceTransform', () => {
  it('equals the minimum over all sites', () => {
    const size = fc.integer({ min: 1, max: 18 });
    fc.assert(
      fc.property(
        size,
        size,
        fc.array(fc.nat(400), { minLength: 1, maxLength: 12 }),
        (width, height, set) => {
          const sites = mask(width, height, set);
          const result = distanceTransform(sites).data;
          for (let i = 0; i < result.length; i++) {
            let nearest = Infinity;
            for (let j = 0; j < result.length; j++) {
              if (!sites.data[j]) continue;
              const dx = (i % width) - (j % width);
              const dy = Math.floor(i / width) - Math.floor(j / width);
              nearest = Math.min(nearest, dx * dx + dy * dy);
            }
            expect(result[i]).toBe(Math.fround(Math.sqrt(nearest)));
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  it('measures 3-4-5 triangles', () => {
    const result = distanceTransform(mask(5, 6, [0]));
    expect(result.data[4 * 5 + 3]).toBe(5);
  });

  it('is infinite without a site', () => {
    expect([...distanceTransform(mask(2, 2, [])).data]).toEqual([Infinity, Infinity, Infinity, Infinity]);
  });
});
