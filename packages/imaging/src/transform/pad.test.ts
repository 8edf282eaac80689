import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matrix, planes, rows } from '../testing/images.node.js';
import { crop } from './crop.js';
import { pad } from './pad.js';

describe('pad', () => {
  const row = matrix([[1, 2, 3]]);

  it.each([
    ['reflect', [2, 3, 2, 1, 2, 3, 2, 1, 2]],
    ['edge', [1, 1, 1, 1, 2, 3, 3, 3, 3]],
    ['zero', [0, 0, 0, 1, 2, 3, 0, 0, 0]],
  ] as const)('fills margins by %s, even wider than the image', (mode, expected) => {
    expect(rows(pad(row, { left: 3, right: 3 }, mode))).toEqual([expected]);
  });

  it('pads rows and channels alike', () => {
    const padded = pad(
      planes([
        [[1], [2]],
        [[3], [4]],
      ]),
      { top: 1, bottom: 1 },
      'reflect',
    );
    expect([rows(padded, 0), rows(padded, 1)]).toEqual([
      [[2], [1], [2], [1]],
      [[4], [3], [4], [3]],
    ]);
  });

  it('repeats a single pixel, and keeps floats', () => {
    expect(pad(matrix([[0.5]], 32), { left: 1, bottom: 1 }, 'reflect').data).toEqual(
      new Float32Array(4).fill(0.5),
    );
  });

  it('is undone by crop', () => {
    const margin = fc.integer({ min: 0, max: 5 });
    const mode = fc.constantFrom('reflect', 'edge', 'zero');
    fc.assert(
      fc.property(margin, margin, margin, margin, mode, (left, top, right, bottom, how) => {
        const image = matrix(
          [
            [1, 2, 3],
            [4, 5, 6],
          ],
          16,
        );
        const padded = pad(image, { left, top, right, bottom }, how);
        expect(crop(padded, { x: left, y: top, width: 3, height: 2 })).toEqual(image);
      }),
    );
  });

  it('refuses negative margins', () => {
    expect(() => pad(row, { top: -1 }, 'edge')).toThrow(
      'top must be a whole number of pixels of at least 0, not -1',
    );
  });
});
