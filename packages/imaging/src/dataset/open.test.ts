import { describe, expect, it } from 'vitest';
import { AnnotationError, DatasetError, ImageFormatError } from '../errors.js';
import { memoryFiles } from '../files.js';
import { countsOf, dots, picture, squares } from '../testing/dataset-files.node.js';
import { openDataset } from './open.js';

const open = (files: Record<string, Uint8Array | string>, options = {}) =>
  openDataset(memoryFiles('set', files), options);
const two = {
  'images/a.png': picture,
  'images/b.png': picture,
  'annotations/a.png': dots([1, 1], [2, 1], [9, 5], [5, 6], [0, 7]),
  'annotations/b.png': dots(),
};

describe('openDataset', () => {
  it('opens pictures and annotations lazily', async () => {
    const dataset = await open({ ...two, 'images/b.png': 'broken' });
    expect(dataset.items.map(({ name }) => name)).toEqual(['a.png', 'b.png']);
    expect(await dataset.items[0]!.open()).toMatchObject({ width: 12, height: 8, format: 'png' });
    await expect(dataset.items[1]!.open()).rejects.toThrow(ImageFormatError);
    await expect(dataset.items[1]!.annotation()).rejects.toThrow('images/b.png');
  });

  it('descends into the only folder', async () => {
    const nested = Object.fromEntries(
      Object.entries(two).map(([path, bytes]) => [`release/v1/${path}`, bytes]),
    );
    const dataset = await open(nested);
    expect(dataset.name).toBe('set');
    expect(await countsOf(dataset)).toEqual({ 'a.png': 5, 'b.png': 0 });
  });

  it('applies a split.json to any layout', async () => {
    const dataset = await open({
      'a.png': picture,
      'b.png': picture,
      'counts.csv': 'filename,count\na,4\nb,5\n',
      'split.json': JSON.stringify({ splits: { train: ['a.png'], test: ['b'] } }),
    });
    expect(dataset.splits).toEqual({ train: ['a.png'], val: [], test: ['b.png'] });
    expect(dataset.notes).toContain('split: 1 train, 0 val, 1 test');
  });

  it('refuses a split that names unknown pictures, or leaves them out where that is allowed', async () => {
    const files = {
      ...two,
      'split.json': JSON.stringify({ splits: { train: ['a.png', 'c.png'], test: ['b.png'] } }),
    };
    await expect(open(files)).rejects.toThrow(DatasetError);
    await expect(open(files)).rejects.toThrow('set: the split names "c.png", of which there is no picture');
    const dataset = await open(files, { incomplete: 'allow' });
    expect(dataset.splits?.train).toEqual(['a.png']);
    expect(dataset.notes.at(-1)).toContain('without picture and left out: "c.png"');
  });

  it('refuses a split that names one picture in two ways', async () => {
    const files = { ...two, 'split.json': JSON.stringify({ train: ['a.png'], test: ['a', 'b'] }) };
    await expect(open(files)).rejects.toThrow('names "a.png" and "a", which are the same picture');
  });

  it('names the file whose size does not fit', async () => {
    const small = { 'images/a.png': picture, 'annotations/a.csv': 'x,y\n40,2\n' };
    const [item] = (await open(small)).items;
    await expect(item!.annotation()).rejects.toThrow(AnnotationError);
    await expect(item!.annotation()).rejects.toThrow('annotations/a.csv: the point (40.5, 2.5) lies outside');
  });

  it('lets the caller choose the layout and the rule', async () => {
    const rule = { marks: 'discs' } as const;
    expect(await countsOf(await open(two, { layout: 'celltally', rule }))).toEqual({
      'a.png': 4,
      'b.png': 0,
    });
    await expect(open(two, { layout: 'folder' })).rejects.toThrow(
      'There is no layout "folder". Known are dsb2018,',
    );
  });

  it('explains what it expects where no layout fits', async () => {
    await expect(open({ 'a.png': picture, 'b.png': picture })).rejects.toThrow(
      /laid out like no data set[\s\S]*\n- coco: /,
    );
    await expect(open({})).rejects.toThrow('set (0 files)');
    await expect(open({ 'a.png': picture, 'a_seg.npy': 'x' })).rejects.toThrow('Python pickles');
  });

  it('keeps folders in names where file names repeat, and else leaves them out', async () => {
    const files = {
      'a/x/images/x.png': picture,
      'a/x/masks/1.png': squares(1),
      'a/y/images/y.png': picture,
      'a/y/masks/1.png': squares(1),
    };
    expect((await open(files)).items.map(({ name }) => name)).toEqual(['x.png', 'y.png']);
    const more = { ...files, 'b/x/images/x.png': picture, 'b/x/masks/1.png': squares(1) };
    expect((await open(more)).items.map(({ name }) => name)).toEqual([
      'a/x/images/x.png',
      'a/y/images/y.png',
      'b/x/images/x.png',
    ]);
  });

  it('refuses two pictures of one name', async () => {
    const files = { ...two, 'image/b.png': picture };
    await expect(open(files)).rejects.toThrow('set holds two pictures called "b.png"');
  });
});
