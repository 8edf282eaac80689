import { describe, expect, it } from 'vitest';
import { isNamedAsLabels, labelledPicture } from './labelled-picture.js';

const pictures = ['a.tif', 'x/b.png', 'y/b.png', 'B2.ome.tif', 'x/c.png', 'masks/d.png'].map((name) => ({
  name,
}));

describe('labelledPicture', () => {
  it.each([
    ['a-labels.png', 'a.tif'],
    ['a_labels.tif', 'a.tif'],
    ['a-mask.tiff', 'a.tif'],
    ['A_MASK.PNG', 'a.tif'],
    ['somewhere/a_masks.png', 'a.tif'],
    ['labels/a.png', 'a.tif'],
    ['set/Masks/a.tif', 'a.tif'],
    ['b2-label.png', 'B2.ome.tif'],
    ['c_mask.png', 'x/c.png'],
    // As the page names its label files.
    ['x_b-labels.png', 'x/b.png'],
    ['y/b-labels.png', 'y/b.png'],
  ])('of %s is %s', (path, name) => {
    expect(labelledPicture(path, pictures)?.name).toBe(name);
  });

  it.each([
    ['a.png'],
    ['alabels.png'],
    ['a-labels-2.png'],
    ['other-labels.png'],
    ['labels.png'],
    ['images/a.png'],
    ['masks/a/z.png'],
    // Labels would run into each other, or are none.
    ['a-mask.jpg'],
    ['a-mask.bmp'],
    // Two pictures are called so.
    ['b-mask.png'],
    ['masks/b.png'],
    // Named as labels itself.
    ['d-labels.png'],
  ])('of %s is none, so that it opens as a picture', (path) => {
    expect(labelledPicture(path, pictures)).toBeUndefined();
  });

  it('is none of a file that is open as a picture', () => {
    const open = [{ name: 'a.tif' }, { name: 'a-mask.tif' }, { name: 'a_mask.tif · page 2' }];
    expect(labelledPicture('a-mask.tif', open)).toBeUndefined();
    expect(labelledPicture('a_mask.tif', open)).toBeUndefined();
    expect(labelledPicture('a-labels.tif', open)?.name).toBe('a.tif');
  });
});

it('knows names of labels without a picture', () => {
  expect(['a-labels.png', 'masks/a.tif', 'a.png', 'masks/a.jpg'].map(isNamedAsLabels)).toEqual([
    true,
    true,
    false,
    false,
  ]);
});
