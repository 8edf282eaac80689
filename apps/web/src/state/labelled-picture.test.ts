import { describe, expect, it } from 'vitest';
import { isNamedAsLabels, labelledPictures } from './labelled-picture.js';

const pictures = ['a.tif', 'x/b.png', 'y/b.png', 'B2.ome.tif', 'x/c.png', 'masks/d.png'].map((name) => ({
  name,
}));
const labelledBy = (path: string, open: readonly { readonly name: string }[]): readonly string[] =>
  labelledPictures(
    path,
    open.map((each) => ({ file: each.name, plane: {}, ...each })),
  ).map(({ name }) => name);

describe('labelledPictures', () => {
  it.each([
    ['a-labels.png', 'a.tif'],
    ['a_labels.tif', 'a.tif'],
    ['a_dots.png', 'a.tif'],
    ['x/dots/c.png', 'x/c.png'],
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
    expect(labelledBy(path, pictures)).toEqual([name]);
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
    expect(labelledBy(path, pictures)).toEqual([]);
  });

  it('is none of a file that is open as a picture', () => {
    const open = [{ name: 'a.tif' }, { name: 'a-mask.tif' }, { name: 'a_mask.tif · page 2' }];
    expect(labelledBy('a-mask.tif', open)).toEqual([]);
    expect(labelledBy('a_mask.tif', open)).toEqual([]);
    expect(labelledBy('a-labels.tif', open)).toEqual(['a.tif']);
  });

  it('are all pages of a file, or the one that is named', () => {
    const pages = [0, 1, 2].map((page) => ({
      ...{ name: `x/p.tif · page ${page + 1}`, file: 'p', plane: { page } },
    }));
    const times = [0, 1].map((t) => ({ name: `t.tif · time ${t + 1}`, file: 't', plane: { t } }));
    const open = [...pages, ...times, { name: 'q.tif', file: 'q', plane: {} }];
    const all = (path: string) =>
      labelledPictures(path, open).map(({ file, name }) => [file, name.slice(-1)]);
    expect(all('x/p-labels.tif')).toEqual([
      ['p', '1'],
      ['p', '2'],
      ['p', '3'],
    ]);
    expect(all('masks/t.tif')).toEqual([
      ['t', '1'],
      ['t', '2'],
    ]);
    expect(all('p.tif · page 2-labels.png')).toEqual([['p', '2']]);
    expect(all('q-labels.tif').map(([of]) => of)).toEqual(['q']);
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
