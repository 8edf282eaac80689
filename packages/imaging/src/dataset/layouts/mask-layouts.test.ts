import { describe, expect, it } from 'vitest';
import { encodePng } from '../../codecs/png-encode.js';
import { AnnotationError } from '../../errors.js';
import { memoryFiles } from '../../files.js';
import { countsOf, dots, picture, squares, tiffPicture } from '../../testing/dataset-files.node.js';
import { matrix, planes } from '../../testing/images.node.js';
import { openDataset } from '../open.js';
import type { DatasetOptions } from '../options.js';

const open = (files: Record<string, Uint8Array | string>, options?: DatasetOptions) =>
  openDataset(memoryFiles('set', files), options);
const split = (annotation: string, more = {}) =>
  JSON.stringify({ annotation, ...more, splits: { train: ['a.png'] } });

describe('celltally', () => {
  const dotted = { 'images/a.png': picture, 'annotations/a.png': dots([1, 1], [2, 1]) };

  it('reads by the sentence in split.json', async () => {
    const dataset = await open({ ...dotted, 'split.json': split('every set pixel is one cell') });
    expect(dataset.layout).toBe('celltally');
    expect(dataset.notes[0]).toBe(
      'every set pixel is one cell; touching pixels are not merged (says split.json)',
    );
    expect(await countsOf(dataset)).toEqual({ 'a.png': 2 });
  });

  it('honours the smallest object', async () => {
    const files = {
      'images/a.png': picture,
      'annotations/a.png': encodePng(
        matrix(
          Array.from({ length: 8 }, (_, y) =>
            Array.from({ length: 12 }, (_, x) =>
              x < 3 && y < 3 ? 1 : x === 8 ? 2 : x === 11 && y === 0 ? 1 : 0,
            ),
          ),
        ),
      ),
    };
    const note = 'one label may be used by several separate objects';
    expect(await countsOf(await open({ ...files, 'split.json': split(note) }))).toEqual({ 'a.png': 3 });
    const dataset = await open({ ...files, 'split.json': split(note, { minimumObjectPixels: 2 }) });
    expect(await countsOf(dataset)).toEqual({ 'a.png': 2 });
    expect(dataset.notes[0]).toContain('objects under 2 pixels are left out');
  });

  it.each([
    ['dots', dots([1, 1], [5, 5]), 2, 'every set pixel is one cell'],
    ['unique labels', squares(3, 1, 7), 3, 'every label is one object'],
    ['reused labels', squares(1, 2, 1, 2), 4, 'separate objects share labels'],
    ['equal spots', squares(255, 255, 255), 3, 'every connected spot is one cell'],
  ])('detects %s without being told', async (_, annotation, count, note) => {
    const dataset = await open({ 'images/a.png': picture, 'annotations/a.png': annotation });
    expect(await countsOf(dataset)).toEqual({ 'a.png': count });
    expect(dataset.notes[0]).toContain(note);
    expect(dataset.notes[0]).toContain('detected from 1 annotation pictures');
  });

  it('refuses an annotation picture of another size', async () => {
    const dataset = await open({
      'images/a.png': picture,
      'annotations/a.png': encodePng(matrix([[0, 255]])),
    });
    await expect(dataset.items[0]!.annotation()).rejects.toThrow(AnnotationError);
    await expect(dataset.items[0]!.annotation()).rejects.toThrow(
      'annotations/a.png is 2 x 1, but its picture is 12 x 8',
    );
  });
});

describe('published sets in their original layouts', () => {
  it('vgg: flat pairs of cell and dots, touching cells kept apart', async () => {
    const dataset = await open({
      '001cell.png': picture,
      '001dots.png': dots([1, 1], [2, 1]),
      '002cell.png': picture,
      '002dots.png': dots([0, 0]),
      'README.txt': '',
    });
    expect(dataset.layout).toBe('vgg');
    expect(await countsOf(dataset)).toEqual({ '001cell.png': 2, '002cell.png': 1 });
  });

  it('mbm: the word dots stands before the index', async () => {
    const dataset = await open({
      'MBM_data/BM_GRAZ_HE_0001_01_000.png': picture,
      'MBM_data/BM_GRAZ_HE_0001_01_dots_000.png': dots([1, 1], [2, 2]),
      'README.md': '',
    });
    expect(dataset.layout).toBe('mbm');
    expect(await countsOf(dataset)).toEqual({ 'BM_GRAZ_HE_0001_01_000.png': 2 });
  });

  it('adi: red above 100 is a cell, whatever the other channels hold', async () => {
    const name = '0-11900_GTEX-13QJC_Adipose-Subcutaneous.jpeg';
    const plane = (value: number) =>
      Array.from({ length: 8 }, (_, y) =>
        Array.from({ length: 12 }, (_, x) => (y === 3 && x < 3 ? value - 60 * x : 0)),
      );
    const annotation = encodePng(planes([plane(230), plane(0), plane(250)]));
    const dataset = await open({
      [`adipocyte_data/images/${name}`]: picture,
      [`adipocyte_data/annotations/${name}`]: annotation,
    });
    expect(dataset.layout).toBe('adi');
    expect(await countsOf(dataset)).toEqual({ [name]: 3 });
  });

  it('bbbc039: reused labels, small fragments left out, and lists that name mask files', async () => {
    const labels = Array.from({ length: 8 }, (_, y) =>
      Array.from({ length: 12 }, (_, x) =>
        x < 5 && y < 5 ? 1 : x > 6 && y < 5 ? 1 : y === 7 && x < 4 ? 2 : 0,
      ),
    );
    const none = labels.map((row) => row.map(() => 0));
    const mask = encodePng(planes([labels, none, none]));
    const files = {
      'images/IXMtest_A02_s1.tif': tiffPicture,
      'images/IXMtest_A09_s1.tif': tiffPicture,
      'masks/IXMtest_A02_s1.png': mask,
      'masks/IXMtest_A09_s1.png': mask,
    };
    const lists = {
      'metadata/training.txt': 'IXMtest_A09_s1.png\r\n',
      'metadata/test.txt': 'IXMtest_A02_s1.png\n',
    };
    const dataset = await open({ ...files, ...lists });
    expect(dataset.layout).toBe('bbbc039');
    expect(await countsOf(dataset)).toEqual({ 'IXMtest_A02_s1.tif': 2, 'IXMtest_A09_s1.tif': 2 });
    expect(dataset.splits).toEqual({ train: ['IXMtest_A09_s1.tif'], val: [], test: ['IXMtest_A02_s1.tif'] });
    expect((await open(files)).splits).toBeUndefined();
    expect(await countsOf(await open(files, { rule: { minimumObjectPixels: 1 } }))).toMatchObject({
      'IXMtest_A02_s1.tif': 3,
    });
  });
});

describe('folders of other tools', () => {
  it('stardist: images and masks, with parts as folders', async () => {
    const dataset = await open({
      'train/images/a.png': tiffPicture,
      'train/masks/a.tif': squares(1, 2),
      'test/images/a.png': picture,
      'test/masks/a.tif': squares(1, 2, 3),
    });
    expect(dataset.layout).toBe('stardist');
    expect(await countsOf(dataset)).toEqual({ 'train/a.png': 2, 'test/a.png': 3 });
    expect(dataset.splits).toEqual({ train: ['train/a.png'], val: [], test: ['test/a.png'] });
  });

  it('stardist: binary masks are taken apart, and the note warns', async () => {
    const dataset = await open({
      'images/a.png': picture,
      'masks/a.png': encodePng(
        matrix(
          Array.from({ length: 8 }, (_, y) =>
            Array.from({ length: 12 }, (_, x) => (x < 6 && y < 5 ? 1 : x > 8 ? 1 : 0)),
          ),
        ),
      ),
    });
    expect(await countsOf(dataset)).toEqual({ 'a.png': 2 });
    expect(dataset.notes[0]).toContain(
      'every connected region of the mask is one object, so touching objects count as one',
    );
  });

  it('cellpose: masks beside pictures, flows ignored', async () => {
    const dataset = await open({
      'train/000_img.png': picture,
      'train/000_masks.png': squares(1, 2),
      'test/b.tif': tiffPicture,
      'test/b_cp_masks.png': squares(4),
      'test/b_flows.tif': 'x',
    });
    expect(dataset.layout).toBe('cellpose');
    expect(await countsOf(dataset)).toEqual({ '000_img.png': 2, 'b.tif': 1 });
    expect(dataset.splits?.test).toEqual(['b.tif']);
  });

  it('dot-pairs: names that say which is which', async () => {
    const dataset = await open({
      'a.png': picture,
      'a_dots.png': dots([1, 1]),
      'b.png': picture,
      'b_dots.png': dots([1, 1], [3, 3]),
    });
    expect(dataset.layout).toBe('dot-pairs');
    expect(await countsOf(dataset)).toEqual({ 'a.png': 1, 'b.png': 2 });
  });
});
