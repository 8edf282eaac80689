import { describe, expect, it } from 'vitest';
import { weightsBySet } from './weights-by-set.js';

describe('weightsBySet', () => {
  it('lets joined sets weigh alike, at a mean of one', () => {
    const weights = weightsBySet([{ set: 'a' }, { set: 'b' }, { set: 'a' }, { set: 'a' }]);
    expect(weights).toEqual([2 / 3, 2, 2 / 3, 2 / 3]);
  });

  it('lets the pictures of one set weigh alike', () => {
    expect(weightsBySet([{}, {}, {}])).toEqual([1, 1, 1]);
    expect(weightsBySet([])).toEqual([]);
  });
});
