import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AnnotationError } from '../errors.js';
import { matrix, planes } from '../testing/images.node.js';
import { dotImage, readDotImage } from './dot-image.js';

const touching = matrix([
  [255, 255, 0, 0, 0],
  [0, 0, 0, 0, 255],
  [0, 0, 255, 0, 0],
]);

describe('readDotImage', () => {
  it('takes every set pixel as one cell, at its centre, and never merges touching ones', () => {
    const { annotation, rule } = readDotImage(touching, { marks: 'pixels' });
    expect(rule.marks).toBe('pixels');
    expect(annotation.points).toEqual([
      { x: 0.5, y: 0.5 },
      { x: 1.5, y: 0.5 },
      { x: 4.5, y: 1.5 },
      { x: 2.5, y: 2.5 },
    ]);
  });

  it('takes a disc as one cell at its centroid, corners included', () => {
    const { annotation, rule } = readDotImage(
      matrix([
        [1, 1, 0, 0, 0],
        [1, 1, 0, 0, 1],
        [0, 0, 0, 1, 0],
      ]),
    );
    expect(rule.marks).toBe('discs');
    expect(annotation.points).toEqual([
      { x: 1, y: 1 },
      { x: 4, y: 2 },
    ]);
  });

  it('finds out that spots are mostly single pixels', () => {
    const rows = Array.from({ length: 9 }, (_, y) =>
      Array.from({ length: 9 }, (_, x) => (x % 2 || y % 2 ? 0 : 9)),
    );
    rows[0]![1] = 9;
    expect(readDotImage(matrix(rows)).rule.marks).toBe('pixels');
    expect(readDotImage(matrix(rows)).annotation.points).toHaveLength(26);
  });

  it('leaves discs out that are too small', () => {
    expect(readDotImage(touching, { marks: 'discs', minimumObjectPixels: 2 }).annotation.points).toEqual([
      { x: 1, y: 0.5 },
    ]);
  });

  it.each([1, 7, 255, 65535])('takes clean marks of the value %d as set', (value) => {
    expect(readDotImage(matrix([[0, value, 0, 0, value]], 16)).annotation.points).toHaveLength(2);
  });

  it('keeps the noise of lossy files out, even without a single dot', () => {
    expect(readDotImage(matrix([[0, 3, 250, 2, 0, 251]]))).toMatchObject({
      annotation: { points: [{ x: 2.5 }, { x: 5.5 }] },
      rule: { threshold: 127.5 },
    });
    expect(readDotImage(matrix([[0, 3, 2, 1]])).annotation.points).toEqual([]);
  });

  it('reads any channel, or the one asked for, above the threshold asked for', () => {
    const image = planes([[[255, 0, 101, 90]], [[0, 0, 0, 0]], [[0, 255, 0, 0]]]);
    const dots = (options: object) =>
      readDotImage(image, { marks: 'pixels', ...options }).annotation.points.length;
    expect(dots({})).toBe(2);
    expect(dots({ channel: 0 })).toBe(1);
    expect(dots({ channel: 0, threshold: 100 })).toBe(2);
    expect(() => dots({ channel: 3 })).toThrow('channel 3, but the picture has 3');
  });
});

describe('dotImage', () => {
  it('is read back as the same pixels', () => {
    const cells = fc.uniqueArray(fc.nat(12 * 9 - 1));
    fc.assert(
      fc.property(cells, (cellsAt) => {
        const points = cellsAt
          .toSorted((a, b) => a - b)
          .map((i) => ({ x: (i % 12) + 0.5, y: Math.floor(i / 12) + 0.5 }));
        expect(readDotImage(dotImage(points, 12, 9), { marks: 'pixels' }).annotation.points).toEqual(points);
      }),
    );
  });

  it('refuses to lose a point', () => {
    expect(() => dotImage([{ x: 12, y: 1 }], 12, 9)).toThrow(AnnotationError);
    expect(() => dotImage([{ x: 12, y: 1 }], 12, 9)).toThrow('(12, 1) lies outside the picture of 12 x 9');
    expect(() =>
      dotImage(
        [
          { x: 1.2, y: 1 },
          { x: 1.9, y: 1.4 },
        ],
        12,
        9,
      ),
    ).toThrow('share the pixel (1, 1)');
  });
});
