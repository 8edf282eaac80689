import {
  type Dataset,
  type DatasetItem,
  encodePng,
  type Image,
  openImage,
  simulate,
} from '@celltally/imaging';
import { expect, it } from 'vitest';
import { picturesOfKinds } from './of-kinds.js';

const grey = simulate({ modality: 'fluorescence', width: 64, height: 64, count: 4, bitDepth: 8 }).image;
const stained = simulate({ modality: 'brightfield', width: 96, height: 96, count: 9 }).image;

const item = (name: string, image?: Image): DatasetItem => ({
  name,
  open: async () => openImage(image === undefined ? new Uint8Array(3) : await encodePng(image)),
  annotation: async () => ({ kind: 'count', count: 1 }),
});

const dataset: Dataset = {
  ...{ name: 'mixed', layout: 'celltally', notes: [] },
  items: [item('a.png', grey), item('b.png', stained), item('broken.png'), item('d.png', grey)],
  splits: { train: ['a.png', 'b.png'], val: ['broken.png'], test: ['d.png'] },
};

it('takes the pictures of a kind, in all parts, and those that cannot be read', async () => {
  const { items, splits, notes } = await picturesOfKinds(dataset, ['grey']);
  expect(items.map(({ name }) => name)).toEqual(['a.png', 'broken.png', 'd.png']);
  expect(splits).toEqual({ train: ['a.png'], val: ['broken.png'], test: ['d.png'] });
  expect(notes).toEqual(['3 of 4 pictures are grey on dark ground, as from fluorescence']);
  expect((await picturesOfKinds(dataset, ['stained', 'grey'])).items).toHaveLength(4);
});
