import { describe, expect, it } from 'vitest';
import type { Annotation } from '../annotation.js';
import { DatasetError } from '../errors.js';
import { type Dataset, type DatasetItem, subset } from './dataset.js';
import { joinDatasets } from './join-datasets.js';

const item = (name: string): DatasetItem => ({
  name,
  open: () => Promise.reject(new DatasetError(`${name} is not opened here`)),
  annotation: async () => ({ kind: 'count', count: name.length }) as unknown as Annotation,
});
const set = (name: string, splits?: Dataset['splits']): Dataset => ({
  name,
  layout: name === 'b' ? 'coco' : 'celltally',
  items: ['x', 'yy'].map(item),
  notes: ['read'],
  ...(splits === undefined ? {} : { splits }),
});
const [a, b] = [
  set('a', { train: ['x'], val: [], test: ['yy'] }),
  set('b', { train: ['yy', 'x'], val: [], test: [] }),
];

describe('joinDatasets', () => {
  it('joins parts with parts, and tells pictures of one name apart', async () => {
    const joined = joinDatasets([a, b]);
    expect([joined.name, joined.layout]).toEqual(['a + b', 'celltally+coco']);
    expect(joined.items.map(({ name }) => name)).toEqual(['a/x', 'a/yy', 'b/x', 'b/yy']);
    expect(joined.items.map(({ set }) => set)).toEqual(['a', 'a', 'b', 'b']);
    expect(joined.splits).toEqual({ train: ['a/x', 'b/yy', 'b/x'], val: [], test: ['a/yy'] });
    expect(joined.notes).toEqual(['a: read', 'b: read']);
    const [tested] = subset(joined, 'test').items;
    expect(await tested?.annotation()).toMatchObject({ count: 2 });
    await expect(tested?.open()).rejects.toThrow('yy is not opened here');
  });

  it('leaves a single one as it is, and sets without parts without parts', () => {
    expect(joinDatasets([a])).toBe(a);
    expect(joinDatasets([set('a'), set('b')]).splits).toBeUndefined();
  });

  it('refuses two of one name, and parts of some only', () => {
    expect(() => joinDatasets([a, a])).toThrow(/two data sets are called "a"/);
    expect(() => joinDatasets([a, set('b')])).toThrow(/b is not split, but a is/);
  });
});
