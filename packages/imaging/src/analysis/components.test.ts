import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { connectedComponents, type ValuedPixels } from './components.js';

const pixels = (...rows: string[]): ValuedPixels => ({
  width: rows[0]!.length,
  height: rows.length,
  values: Uint8Array.from(rows.join(''), Number),
});

/** Flood filling, the slow and obvious way. */
function flood({ width, height, values }: ValuedPixels, connectivity: 4 | 8): number[] {
  const labels = new Array<number>(values.length).fill(0);
  let count = 0;
  for (let seed = 0; seed < values.length; seed++) {
    if (values[seed] === 0 || labels[seed] !== 0) continue;
    labels[seed] = ++count;
    const open = [seed];
    for (let pixel = open.pop(); pixel !== undefined; pixel = open.pop()) {
      for (let other = 0; other < values.length; other++) {
        const dx = Math.abs((pixel % width) - (other % width));
        const dy = Math.abs(Math.floor(pixel / width) - Math.floor(other / width));
        const near = connectivity === 8 ? Math.max(dx, dy) === 1 : dx + dy === 1;
        if (!near || values[other] !== values[seed] || labels[other] !== 0 || other >= width * height)
          continue;
        labels[other] = count;
        open.push(other);
      }
    }
  }
  return labels;
}

describe('connectedComponents', () => {
  it('labels as flood filling does', () => {
    const input = fc
      .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 }))
      .chain(([width, height]) =>
        fc.record({
          width: fc.constant(width),
          height: fc.constant(height),
          values: fc
            .array(fc.constantFrom(0, 1, 1, 2), { minLength: width * height, maxLength: width * height })
            .map((values) => Uint8Array.from(values)),
        }),
      );
    fc.assert(
      fc.property(input, fc.constantFrom(4 as const, 8 as const), (image, connectivity) => {
        expect([...connectedComponents(image, connectivity).labels]).toEqual(flood(image, connectivity));
      }),
      { numRuns: 300 },
    );
  });

  it('joins corners only when asked', () => {
    const image = pixels('100', '010', '100');
    expect(connectedComponents(image, 8).components).toHaveLength(1);
    expect(connectedComponents(image, 4).components).toHaveLength(3);
  });

  it('separates the pieces of a reused label and keeps touching labels apart', () => {
    const result = connectedComponents(pixels('7700022', '7700777'));
    expect([...result.labels]).toEqual(
      [1, 1, 0, 0, 0, 2, 2, 1, 1, 0, 0, 3, 3, 3].map((v, i) => (i === 11 ? 3 : v)),
    );
    expect(result.components).toEqual([
      { value: 7, area: 4, x: 1, y: 1 },
      { value: 2, area: 2, x: 6, y: 0.5 },
      { value: 7, area: 3, x: 5.5, y: 1.5 },
    ]);
  });

  it('finds nothing in an empty picture', () => {
    expect(connectedComponents(pixels('000')).components).toEqual([]);
  });

  it('refuses the wrong number of values', () => {
    expect(() => connectedComponents({ width: 2, height: 2, values: new Uint8Array(3) })).toThrow(/2 x 2.*3/);
  });
});
