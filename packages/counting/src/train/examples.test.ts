import type { Annotation } from '@celltally/imaging';
import { countTarget, densityTarget, type MapPlane } from '@celltally/models';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ConfigError } from '../errors.js';
import { type ExampleOptions, examplesOf } from './examples.js';
import type { AnnotatedPicture } from './pictures.js';

const points = (...places: readonly (readonly [number, number])[]): Annotation => ({
  kind: 'points',
  points: places.map(([x, y]) => ({ x, y })),
});

/** A picture whose pixels are numbered, in three channels. */
function picture(width: number, height: number, annotation: Annotation): AnnotatedPicture {
  const data = Float32Array.from({ length: 3 * width * height }, (_, i) => i);
  return {
    name: 'a.png',
    kind: 'stained',
    picture: { width, height, channels: 3, data },
    annotation,
    own: { width, height, annotation },
  };
}

const options: ExampleOptions = {
  target: densityTarget(),
  scale: 1,
  grid: 1,
  sampling: 'patches',
  crop: 64,
  zoom: 0,
  needs: { map: true, count: true },
};
const total = (plane: MapPlane | undefined): number =>
  plane?.data.reduce((sum, value) => sum + value, 0) ?? Number.NaN;

describe('examplesOf', () => {
  it('makes what a step reads, and nothing else', () => {
    const one = [picture(20, 10, points([3, 4], [15, 5]))];
    const [both] = examplesOf(one, options);
    expect(total(both?.map) / 100).toBeCloseTo(2, 4);
    expect(total(both?.counts)).toBe(2);
    const [counted] = examplesOf(one, { ...options, needs: { map: false, count: true } });
    expect(Object.keys(counted ?? {})).toEqual(['name', 'kind', 'picture', 'counts']);
    const [mapped] = examplesOf(one, { ...options, needs: { map: true, count: false } });
    expect(Object.keys(mapped ?? {})).toEqual(['name', 'kind', 'picture', 'map']);
    const [number] = examplesOf(one, { ...options, target: countTarget() });
    expect(number?.map).toBe(number?.counts);
  });

  it('cuts a picture into parts that fit together, with the cells of each', () => {
    const sides = fc.integer({ min: 4, max: 30 });
    const cells = fc.array(
      fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true })),
    );
    fc.assert(
      fc.property(sides, sides, fc.integer({ min: 1, max: 4 }), cells, (width, height, grid, places) => {
        const given = picture(
          width,
          height,
          points(...places.map(([x, y]) => [x * width, y * height] as const)),
        );
        const parts = examplesOf([given], { ...options, grid });
        expect(parts).toHaveLength(grid ** 2);
        const sum = parts.reduce((all, { counts }) => all + total(counts), 0);
        expect(sum).toBe(places.length);
        const seen = parts.flatMap((part) => [...part.picture.data]).sort((a, b) => a - b);
        expect(seen).toEqual([...given.picture.data]);
        for (const part of parts) {
          expect(part.map?.data).toHaveLength(part.picture.width * part.picture.height);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('names parts by row and column, each with its own pixels and cells', () => {
    const parts = examplesOf([picture(4, 4, points([3.5, 0.5], [3.5, 1.5], [0.5, 3.5]))], {
      ...options,
      grid: 2,
    });
    expect(parts.map(({ name, counts }) => [name, total(counts)])).toEqual([
      ['a.png [1, 1]', 0],
      ['a.png [1, 2]', 2],
      ['a.png [2, 1]', 1],
      ['a.png [2, 2]', 0],
    ]);
    expect([...(parts[2]?.picture.data ?? [])]).toEqual([8, 9, 12, 13, 24, 25, 28, 29, 40, 41, 44, 45]);
  });
});

describe('cutting is refused', () => {
  const count: Annotation = { kind: 'count', count: 7 };
  const refusal = (annotation: Annotation, changes: Partial<ExampleOptions>): unknown => {
    try {
      examplesOf([picture(100, 80, annotation)], { ...options, target: countTarget(), ...changes });
    } catch (error) {
      if (error instanceof ConfigError) return error.message;
      throw error;
    }
    return 'accepted';
  };

  it('where a patch of a bare count has none, with the options that would help', () => {
    expect(refusal(count, {})).toBe(
      "only the number of cells in the whole of a.png is known, so a patch of 64 x 64 of its 100 x 80 pixels has no count of its own: set 'crop' to at least 100 or 'scale' to 0.64",
    );
    expect(refusal(count, { sampling: 'whole', scale: 2 })).toContain("'scale' to 1.28");
    expect(refusal(count, { crop: 100 })).toBe('accepted');
    expect(refusal(count, { crop: 112, grid: 2 })).toBe(
      "option 'grid' cuts a.png into parts, but only the number of cells in the whole picture is known: leave it out",
    );
  });

  it('where a whole picture, or a part, does not fit a patch', () => {
    expect(refusal(points(), {})).toBe('accepted');
    expect(refusal(points(), { sampling: 'whole' })).toBe(
      "a.png has 100 pixels on its longer side and does not fit a patch of 64 as a whole: set 'crop' to at least 100 or 'scale' to 0.64 or 'grid' to 2",
    );
    expect(refusal(points(), { sampling: 'whole', grid: 2 })).toBe('accepted');
    expect(refusal(points(), { sampling: 'whole', grid: 2, crop: 32 })).toContain(
      "a part of a.png has 50 pixels on its longer side and does not fit a patch of 32 as a whole: set 'crop' to at least 50 or 'scale' to 0.64 or 'grid' to 4",
    );
  });

  it('where there are more parts than pixels', () => {
    expect(refusal(points(), { grid: 81 })).toBe("option 'grid' is 81, but a.png has 100 x 80 pixels");
  });
});
