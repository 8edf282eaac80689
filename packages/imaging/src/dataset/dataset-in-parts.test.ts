import { describe, expect, it } from 'vitest';
import type { Annotation } from '../annotation.js';
import { bytesSource } from '../codecs/byte-source.js';
import { openImage } from '../codecs/open.js';
import { encodePng } from '../codecs/png-encode.js';
import { AnnotationError, DatasetError } from '../errors.js';
import type { Image } from '../image.js';
import { countOf } from './annotation-of.js';
import { type Dataset, subset } from './dataset.js';
import { datasetInParts } from './dataset-in-parts.js';

const [width, height] = [7, 5];
const image: Image = {
  ...{ width, height, channels: 1, colour: 'grey', bitDepth: 8 },
  data: Uint8Array.from({ length: width * height }, (_, i) => i),
};
const set = (annotation: Annotation | undefined): Dataset => ({
  name: 'wells',
  layout: 'celltally',
  items: [
    {
      name: 'a.png',
      open: async () => openImage(bytesSource(await encodePng(image)), { name: 'a.png' }),
      annotation: async () => annotation,
    },
  ],
  splits: { train: [], val: [], test: ['a.png'] },
  notes: ['read'],
});
const annotations = (annotation: Annotation | undefined): Promise<(Annotation | undefined)[]> =>
  Promise.all(datasetInParts(set(annotation), 2).items.map((item) => item.annotation()));

describe('datasetInParts', () => {
  it('cuts pictures into parts that are read as pictures, and parts of the split with them', async () => {
    const parts = subset(datasetInParts(set(undefined), 2), 'test');
    expect(parts.items.map(({ name }) => name)).toEqual([
      'a.png [1, 1]',
      'a.png [1, 2]',
      'a.png [2, 1]',
      'a.png [2, 2]',
    ]);
    const last = await parts.items[3]!.open();
    expect([last.width, last.height]).toEqual([3, 2]);
    expect(last.describe()).toMatchObject({ width: 3, height: 2 });
    expect([...(await last.read()).data]).toEqual([25, 26, 27, 32, 33, 34]);
    const corner = { x: 1, y: 1, width: 2, height: 1 };
    expect([...(await last.read({ region: corner })).data]).toEqual([33, 34]);
    expect(parts.notes).toEqual(['read', 'every picture is cut into 2 x 2 parts']);
    expect(await annotations(undefined)).toEqual([undefined, undefined, undefined, undefined]);
  });

  it('gives every position to one part, with its place there', async () => {
    const points = [
      { x: 3.9, y: 0.5 },
      { x: 4, y: 0.5 },
      { x: 6.5, y: 4.5 },
    ];
    expect(await annotations({ kind: 'points', points })).toEqual([
      { kind: 'points', points: [{ x: 3.9, y: 0.5 }] },
      { kind: 'points', points: [{ x: 0, y: 0.5 }] },
      { kind: 'points', points: [] },
      { kind: 'points', points: [{ x: 2.5, y: 1.5 }] },
    ]);
    const boxes = [{ left: 2, top: 1, width: 3, height: 1 }];
    const [first, ...others] = await annotations({ kind: 'boxes', boxes });
    expect(first).toEqual({ kind: 'boxes', boxes });
    expect(others.map((each) => countOf(each!))).toEqual([0, 0, 0]);
  });

  it('cuts label images', async () => {
    const labels = Uint32Array.from(image.data, (value) => (value % width < 5 ? 7 : 0));
    const parts = await annotations({ kind: 'labels', width, height, labels });
    expect(parts.map((each) => countOf(each!))).toEqual([1, 1, 1, 1]);
    expect(parts[3]).toEqual({
      ...{ kind: 'labels', width: 3, height: 2 },
      labels: Uint32Array.of(7, 0, 0, 7, 0, 0),
    });
  });

  it('refuses numbers, and pictures of too few pixels', async () => {
    const counted = annotations({ kind: 'count', count: 3 });
    await expect(counted).rejects.toThrow(AnnotationError);
    await expect(counted).rejects.toThrow(/mark their positions/);
    const small = datasetInParts(set(undefined), 9).items[1]!.open();
    await expect(small).rejects.toThrow(DatasetError);
    await expect(small).rejects.toThrow('a.png has 7 x 5 pixels, too few for 9 x 9 parts');
  });
});
