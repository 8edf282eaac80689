import type { Annotation } from '@celltally/imaging';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AnnotationInsufficientError, AnnotationSizeError, UnknownNameError } from '../errors.js';
import { createTarget, TARGET_NAMES } from './create-target.js';
import { densityTarget } from './density.js';
import { locationTarget } from './location.js';
import { maskTarget } from './mask.js';

const size = { width: 64, height: 48 };
const spread = [
  { x: 10.5, y: 9.5 },
  { x: 40.5, y: 12.5 },
  { x: 25.5, y: 35.5 },
  { x: 0.5, y: 47.5 },
];
const points: Annotation = { kind: 'points', points: spread };
const boxes: Annotation = {
  kind: 'boxes',
  boxes: spread.map(({ x, y }) => ({ left: x - 0.5, top: y - 0.5, width: 1, height: 1 })),
};
const positions = (found: readonly { x: number; y: number }[]) =>
  found
    .map(({ x, y }) => ({ x: Math.round(x * 10) / 10, y: Math.round(y * 10) / 10 }))
    .sort((a, b) => a.x - b.x);
const inOrder = [...spread].sort((a, b) => a.x - b.x);

describe('every target of positions', () => {
  for (const target of [densityTarget(), locationTarget()]) {
    it(`${target.name}: the map of an annotation decodes to its cells`, () => {
      for (const annotation of [points, boxes]) {
        const decoded = target.decode(target.target(annotation, size), target.defaults);
        expect(decoded.count).toBeCloseTo(4, 4);
        expect(decoded.points).toHaveLength(4);
        // A Gaussian cut at the border peaks a little inside.
        for (const [i, { x, y }] of positions(decoded.points).entries()) {
          expect(Math.hypot(x - inOrder[i]!.x, y - inOrder[i]!.y)).toBeLessThan(0.8);
        }
        for (const { score } of decoded.points) expect(score).toBeGreaterThan(0.9);
      }
    });

    it(`${target.name}: no cells`, () => {
      const map = target.target({ kind: 'points', points: [] }, size);
      expect(target.decode(map, target.defaults)).toMatchObject({ count: 0, points: [] });
    });

    it(`${target.name}: countScale multiplies the count`, () => {
      const map = target.target(points, size);
      expect(target.decode(map, { ...target.defaults, countScale: 1.5 }).count).toBeCloseTo(6, 4);
    });
  }
});

describe('densityTarget', () => {
  it('counts any points by its sum', () => {
    const place = fc.tuple(
      fc.double({ min: 0, max: 64, noNaN: true }),
      fc.double({ min: 0, max: 48, noNaN: true }),
    );
    fc.assert(
      fc.property(
        fc.array(place, { maxLength: 30 }),
        fc.double({ min: 0.5, max: 8, noNaN: true }),
        (places, sigma) => {
          const target = densityTarget({ sigma });
          const annotation: Annotation = { kind: 'points', points: places.map(([x, y]) => ({ x, y })) };
          const { count } = target.decode(target.target(annotation, size), target.defaults);
          expect(count).toBeCloseTo(places.length, 3);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('counts by its sum and finds cells that touch, where they are kept apart', () => {
    const target = createTarget('density', { sigma: 3, scale: 100, apart: 1 });
    const points = [20.5, 24.5, 28.5].map((x) => ({ x, y: 20.5 }));
    const map = target.target({ kind: 'points', points }, size);
    const { count, points: found } = target.decode(map, target.defaults);
    expect(count).toBeCloseTo(3, 4);
    expect(found?.map(({ x, y }) => ({ x, y }))).toEqual(points);
    expect(target.settings).toEqual({ sigma: 3, scale: 100, apart: 1 });
    expect(densityTarget().settings).toEqual({ sigma: 3, scale: 100 });
  });

  it('is never negative', () => {
    const map = { ...size, data: new Float32Array(64 * 48).fill(-1) };
    expect(densityTarget().decode(map, densityTarget().defaults).count).toBe(0);
  });

  it('refuses a mere count, and says what else there is', () => {
    const refused = () => densityTarget().target({ kind: 'count', count: 3 }, size);
    expect(refused).toThrow(AnnotationInsufficientError);
    expect(refused).toThrow(
      /'density' needs points or boxes or labels, the annotation has count: with count, train the target count/,
    );
  });
});

/** One character a pixel: a digit is a label, a dot background. */
function labelled(...rows: string[]): Annotation & { kind: 'labels' } {
  const labels = Uint32Array.from(rows.join(''), (character) => (character === '.' ? 0 : Number(character)));
  return { kind: 'labels', width: rows[0]!.length, height: rows.length, labels };
}
const mask = (rows: string[]) => [...rows.join('')].map((character) => (character === '#' ? 1 : 0));

describe('maskTarget', () => {
  it('is below zero between cells that touch or nearly touch, where separation is asked for', () => {
    const rows = ['11122.....', '11122.....', '11122...33', '.........3'];
    const labels = Uint32Array.from(rows.join(''), (character) => Number(character) || 0);
    const near = { kind: 'labels', width: 10, height: 4, labels } as const;
    const { data } = maskTarget({ separation: 2 }).target(near, near);
    const shown = rows.map((_, y) =>
      [...data.subarray(10 * y, 10 * y + 10)].map((value) => (value < 0 ? '-' : value)).join(''),
    );
    // 1 and 2 touch; of the three columns between 2 and 3, the middle one is within two pixels of both.
    expect(shown).toEqual(['11--10-000', '11--10-000', '11--10-011', '0----0-001']);
    expect(Math.min(...data)).toBe(-2);
    expect(maskTarget({ separation: 2 }).settings).toEqual({ gap: 1, separation: 2 });
    expect(
      maskTarget()
        .target(near, near)
        .data.every((value) => Object.is(value, 0) || value === 1),
    ).toBe(true);
  });

  const touching = labelled(
    '..........', //
    '.1112222..',
    '.1112222..',
    '.1112222..',
    '..........',
  );

  it('keeps touching objects apart', () => {
    const target = maskTarget();
    const map = target.target(touching, touching);
    expect([...map.data]).toEqual(
      mask([
        '..........', //
        '.##..###..',
        '.##..###..',
        '.##..###..',
        '..........',
      ]),
    );
    const decoded = target.decode(map, target.defaults);
    expect(decoded.count).toBe(2);
    expect(decoded.points).toEqual([
      { x: 2, y: 2.5, score: 1 },
      { x: 6.5, y: 2.5, score: 1 },
    ]);
    expect(decoded.labels?.labels.at(1 * 10 + 1)).toBe(1);
    expect(decoded.labels?.labels.at(1 * 10 + 6)).toBe(2);
  });

  it('keeps them whole where no gap is asked for', () => {
    const { data } = maskTarget({ gap: 0 }).target(touching, touching);
    expect(data.reduce((sum, value) => sum + value, 0)).toBe(21);
  });

  it('drops objects smaller than the disc, and renumbers the rest', () => {
    const target = maskTarget();
    const map = target.target(labelled('1..222', '...222', '...222'), { width: 6, height: 3 });
    const decoded = target.decode(map, target.defaults);
    expect(decoded.count).toBe(1);
    expect([...decoded.labels!.labels]).toEqual(mask(['...###', '...###', '...###']));
  });

  it('refuses points, naming the targets they suffice for', () => {
    expect(() => maskTarget().target(points, size)).toThrow(
      /'mask' needs labels.*train the target density or location/,
    );
  });

  it('refuses labels of another size', () => {
    expect(() => maskTarget().target(touching, size)).toThrow(AnnotationSizeError);
  });
});

describe('createTarget', () => {
  it('makes every target again from its name and settings', () => {
    for (const name of TARGET_NAMES) {
      const target = createTarget(name);
      const again = createTarget(target.name, target.settings);
      expect(again.settings).toEqual(target.settings);
      expect(again.defaults).toEqual(target.defaults);
    }
    expect(createTarget('density', { sigma: 7 }).settings).toEqual({ sigma: 7, scale: 100 });
    expect(() => createTarget('heat')).toThrow(UnknownNameError);
  });
});
