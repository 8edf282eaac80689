import { describe, expect, it } from 'vitest';
import { memoryFiles } from '../../files.js';
import { countsOf, picture } from '../../testing/dataset-files.node.js';
import { openDataset } from '../open.js';
import type { DatasetOptions } from '../options.js';

const open = (files: Record<string, Uint8Array | string>, options?: DatasetOptions) =>
  openDataset(memoryFiles('set', files), options);
const json = (fileName: string, boxes: number, size = { width: 12, height: 8 }): string =>
  JSON.stringify({
    images: [{ id: 1, file_name: fileName, ...size }],
    annotations: Array.from({ length: boxes }, (_, i) => ({ id: i + 1, image_id: 1, bbox: [i, 0, 2, 2] })),
  });

describe('coco', () => {
  it('reads one file for all pictures, which are named without their folder', async () => {
    const dataset = await open({ 'images/a.png': picture, 'result.json': json('a.png', 3) });
    expect(dataset.layout).toBe('coco');
    expect(dataset.splits).toBeUndefined();
    expect(await countsOf(dataset)).toEqual({ 'a.png': 3 });
  });

  it('reads a file per part, in annotations or beside the pictures', async () => {
    const dataset = await open({
      'train2017/a.png': picture,
      'val2017/b.png': picture,
      'annotations/instances_train2017.json': json('a.png', 2),
      'annotations/instances_val2017.json': json('b.png', 0),
    });
    expect(dataset.splits).toEqual({ train: ['a.png'], val: ['b.png'], test: [] });
    expect(await countsOf(dataset)).toEqual({ 'a.png': 2, 'b.png': 0 });

    const beside = await open({
      'train/a.png': picture,
      'test/a.png': picture,
      'train/_annotations.coco.json': json('a.png', 1),
      'test/_annotations.coco.json': json('a.png', 2),
    });
    expect(await countsOf(beside)).toEqual({ 'train/a.png': 1, 'test/a.png': 2 });
  });

  it('refuses what does not fit together', async () => {
    const a = { 'a.png': picture, 'a.json': json('a.png', 1) };
    await expect(open({ ...a, 'b.json': json('a.png', 1) })).rejects.toThrow(
      '"a.png" is listed in a.json and again in b.json',
    );
    await expect(open({ ...a, 'b.json': json('b.png', 1) })).rejects.toThrow(
      'no picture for the annotation "b.json: b.png"',
    );
    await expect(open({ ...a, 'b.png': picture })).rejects.toThrow('no annotation for "b.png"');
    const other = await open({ 'a.png': picture, 'a.json': json('a.png', 1, { width: 8, height: 12 }) });
    await expect(other.items[0]!.annotation()).rejects.toThrow(
      'a.json: "a.png" is 8 x 12, but its picture is 12 x 8',
    );
  });

  it('says how many crowd regions it leaves out', async () => {
    const crowd = JSON.stringify({
      images: [{ id: 1, file_name: 'a.png', width: 12, height: 8 }],
      annotations: [{ id: 1, image_id: 1, iscrowd: 1, bbox: [0, 0, 9, 8] }],
    });
    expect((await open({ 'a.png': picture, 'a.json': crowd })).notes[1]).toContain(
      '1 crowd regions are left out',
    );
  });
});
