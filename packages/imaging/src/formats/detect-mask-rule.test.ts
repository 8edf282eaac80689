import { describe, expect, it } from 'vitest';
import type { Image } from '../image.js';
import { matrix } from '../testing/images.node.js';
import { detectMaskRule } from './detect-mask-rule.js';

/** A picture of 60 x 60 with squares of the given sides and values, in a loose grid. */
function squares(list: readonly { readonly side: number; readonly value: number }[]): Image {
  const rows = Array.from({ length: 60 }, () => new Array<number>(60).fill(0));
  for (const [index, { side, value }] of list.entries()) {
    const [left, top] = [(index % 3) * 20, Math.floor(index / 3) * 20];
    for (let y = top; y < top + side; y++) for (let x = left; x < left + side; x++) rows[y]![x] = value;
  }
  return matrix(rows);
}

const of = (sides: readonly number[], values: readonly number[]): Image =>
  squares(sides.map((side, i) => ({ side, value: values[i % values.length]! })));

describe('detectMaskRule', () => {
  it.each([
    ['single pixels', [of([1, 1, 1, 1, 1], [255])], 'pixels'],
    ['single pixels with lossy noise', [of([1, 1, 1, 9], [251, 255, 250, 2])], 'pixels'],
    ['equal small spots', [of([5, 5, 5, 5], [255])], 'discs'],
    ['regions of all sizes', [of([4, 9, 14, 7], [255])], 'binary-mask'],
    ['large equal regions', [of([15, 15, 15], [1])], 'binary-mask'],
    ['a value per object', [of([4, 9, 14], [1, 2, 3])], 'unique-labels'],
    ['shared values', [of([4, 9, 14, 8, 6], [1, 2])], 'reused-labels'],
    ['pictures without a cell', [of([], [])], 'pixels'],
  ] as const)('decides for %s', (_, samples, marks) => {
    expect(detectMaskRule(samples).marks).toBe(marks);
  });

  it('sees no dots where there cannot be any', () => {
    expect(detectMaskRule([of([1, 1, 1], [255])], { dots: false }).marks).toBe('binary-mask');
    expect(detectMaskRule([of([4, 9], [1, 2])], { dots: false }).marks).toBe('unique-labels');
  });

  it('judges the set, not the picture: one nucleus among labels is no binary mask', () => {
    expect(detectMaskRule([of([9], [1]), of([4, 9], [1, 2])]).marks).toBe('unique-labels');
    expect(detectMaskRule([of([9], [1])]).marks).not.toBe('unique-labels');
  });
});
