import { describe, expect, it } from 'vitest';
import { pictureIndex } from './picture-index.js';

const find = pictureIndex(['a/1.png', 'a/2.png', 'b/1.png', 'b/3.ome.tif'].map((name) => ({ name })));

describe('pictureIndex', () => {
  it.each([
    ['a/1.png', 'a/1.png'],
    ['./b/1.png', 'b/1.png'],
    ['b\\1.png', 'b/1.png'],
    ['2.png', 'a/2.png'],
    ['C:\\data\\2.png', 'a/2.png'],
    ['2', 'a/2.png'],
    ['3', 'b/3.ome.tif'],
    ['3.png', 'b/3.ome.tif'],
  ])('finds %s', (name, path) => {
    expect(find(name)?.name).toBe(path);
  });

  it('finds nothing where the name is unknown or fits several', () => {
    expect(find('4.png')).toBeUndefined();
    expect(find('1.png')).toBeUndefined();
  });
});
