import { describe, expect, it } from 'vitest';
import { DatasetError } from '../errors.js';
import { memoryFiles } from '../files.js';
import type { DatasetOptions } from './options.js';
import { isAnnotationName, pairUp } from './pair-up.js';

const pair = (pictures: readonly string[], annotations: readonly string[], options: DatasetOptions = {}) => {
  const named = (name: string) => ({ name, path: name });
  const context = { files: memoryFiles('set', {}), paths: [], options };
  return pairUp(pictures.map(named), annotations.map(named), context);
};

describe('pairUp', () => {
  it.each([
    ['a.tif', 'a.png'],
    ['001cell.png', '001dots.png'],
    ['BM_01_000.png', 'BM_01_dots_000.png'],
    ['a.tif', 'a_masks.tif'],
    ['a.ome.tif', 'a_cp_masks.png'],
    ['a_img.png', 'a_masks.png'],
    ['train/a.png', 'train/a-labels.png'],
  ])('pairs %s with %s', (picture, annotation) => {
    expect(pair([picture], [annotation]).pairs).toEqual([{ name: picture, path: picture, annotation }]);
  });

  it('does not mix folders, and prefers the exact name', () => {
    const { pairs } = pair(['a/1.png', 'b/1.png', 'b/1_mask.png'], ['a/1.tif', 'b/1_mask.tif', 'b/1.tif']);
    expect(pairs.map(({ annotation }) => annotation)).toEqual(['a/1.tif', 'b/1.tif', 'b/1_mask.tif']);
  });

  it('refuses gaps, naming files and the remedy', () => {
    expect(() => pair(['a.png', 'b.png'], ['a.tif'])).toThrow(DatasetError);
    expect(() => pair(['a.png', 'b.png'], ['a.tif'])).toThrow(
      'set: no annotation for "b.png". Add it, remove the pictures',
    );
    expect(() => pair(['a.png'], ['a.tif', 'c.tif'])).toThrow('set: no picture for the annotation "c.tif"');
    expect(() => pair(['a.png'], ['a.tif', 'a.png'])).toThrow('several annotations, "a.tif" and "a.png"');
  });

  it('goes on without what is missing where that is allowed, and says so', () => {
    const { pairs, notes } = pair(['a.png', 'b.png'], ['a.tif', 'c.tif'], { incomplete: 'allow' });
    expect(pairs[1]).toEqual({ name: 'b.png', path: 'b.png' });
    expect(notes).toEqual(['not annotated: "b.png"', 'annotations without picture are left out: "c.tif"']);
  });
});

describe('isAnnotationName', () => {
  it('looks for a word of its own at the end of the name', () => {
    expect(['a_dots.png', '001dots.png', 'a_dots_003.png', 'x/a_masks.tif'].every(isAnnotationName)).toBe(
      true,
    );
    expect(['a.png', 'robots.png', 'unmask.png', 'dots_of_a.png', 'masks/a.png'].some(isAnnotationName)).toBe(
      false,
    );
  });
});
