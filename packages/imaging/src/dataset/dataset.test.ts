import { describe, expect, it } from 'vitest';
import { DatasetError } from '../errors.js';
import { type Dataset, type DatasetItem, subset } from './dataset.js';

const item = (name: string): DatasetItem => ({
  name,
  open: () => Promise.reject(new DatasetError('not opened here')),
  annotation: async () => undefined,
});
const whole: Dataset = { name: 'set', layout: 'table', items: ['a', 'b', 'c'].map(item), notes: ['n'] };

describe('subset', () => {
  it('holds the items of a part, in their order', () => {
    const part = subset({ ...whole, splits: { train: ['c', 'a'], val: [], test: ['b'] } }, 'train');
    expect(part.items.map(({ name }) => name)).toEqual(['a', 'c']);
    expect(part.name).toBe('set/train');
    expect(part.splits).toBeUndefined();
  });

  it('refuses a set that is not split', () => {
    expect(() => subset(whole, 'test')).toThrow(DatasetError);
    expect(() => subset(whole, 'test')).toThrow('set is not split, so it has no part "test"');
  });
});
