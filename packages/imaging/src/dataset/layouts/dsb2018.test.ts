import { describe, expect, it } from 'vitest';
import { encodePng } from '../../codecs/png-encode.js';
import { AnnotationError } from '../../errors.js';
import { memoryFiles } from '../../files.js';
import { countsOf, dots, picture, squares } from '../../testing/dataset-files.node.js';
import { matrix } from '../../testing/images.node.js';
import { openDataset } from '../open.js';
import type { DatasetOptions } from '../options.js';

const open = (files: Record<string, Uint8Array>, options?: DatasetOptions) =>
  openDataset(memoryFiles('set', files), options);

describe('dsb2018', () => {
  const masks = {
    'stage1_train/f0/masks/1.png': squares(255),
    'stage1_train/f0/masks/2.png': squares(0, 255, 255),
  };
  const files = { 'stage1_train/f0/images/f0.png': picture, ...masks };

  it('makes one label image of one mask per object, touching or in pieces', async () => {
    const dataset = await open(files);
    expect(dataset.layout).toBe('dsb2018');
    expect(await countsOf(dataset)).toEqual({ 'f0.png': 2 });
    const annotation = await dataset.items[0]!.annotation();
    expect(annotation?.kind === 'labels' && [...annotation.labels.slice(12, 24)]).toEqual([
      1, 1, 0, 2, 2, 0, 2, 2, 0, 0, 0, 0,
    ]);
  });

  it('lets the first of two overlapping masks keep its pixels', async () => {
    const overlap = dots([1, 1], [2, 1]);
    const annotation = await (
      await open({ ...files, 'stage1_train/f0/masks/3.png': overlap })
    ).items[0]!.annotation();
    expect(annotation?.kind === 'labels' && [...annotation.labels.slice(12, 16)]).toEqual([1, 1, 3, 2]);
  });

  it.each([
    ['empty', dots(), 'f0/masks/3.png marks no pixel'],
    ['of another size', encodePng(matrix([[255]])), 'f0/masks/3.png is 1 x 1, but its picture is 12 x 8'],
  ])('refuses a mask that is %s', async (_, mask, message) => {
    const [item] = (await open({ ...files, 'stage1_train/f0/masks/3.png': mask })).items;
    await expect(item!.annotation()).rejects.toThrow(AnnotationError);
    await expect(item!.annotation()).rejects.toThrow(message);
  });

  it('refuses pictures without masks, unless that is allowed', async () => {
    const more = { ...files, 'stage1_test/a1/images/a1.png': picture };
    await expect(open(more)).rejects.toThrow('no annotation for "stage1_test/a1/images/a1.png"');
    expect(await countsOf(await open(more, { incomplete: 'allow' }))).toEqual({
      'a1.png': undefined,
      'f0.png': 2,
    });
  });
});
