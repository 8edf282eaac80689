import { describe, expect, it } from 'vitest';
import { CLASSICAL_ID, type ModelFacts } from '../work/engine-methods.js';
import type { Model } from './models.js';
import { beginningOf, canGoOnFrom, NOTHING } from './training-beginning.js';

const model = (id: string, target: ModelFacts['target'], more: Partial<ModelFacts> = {}): Model => ({
  id,
  origin: 'bundled',
  file: async () => new Blob(),
  facts: {
    ...{ name: id, description: '', architecture: 'unet', target, dataset: '', bytes: 1, licence: '' },
    figures: {},
    ...more,
  },
});
const density = model('density', 'density');
const location = model('location', 'location');
const mask = model('mask', 'mask');
const count = model('count', 'count');
const closed = model('staged', 'density', { closed: true });
const classical = model(CLASSICAL_ID, 'mask');
const models = [density, location, mask, count, closed, classical];
const namesFor = (from: 'points' | 'numbers'): string[] =>
  models.filter((each) => canGoOnFrom(each, from)).map(({ id }) => id);

describe('what a training begins with', () => {
  it('is offered only where it can learn from what there is', () => {
    expect(namesFor('points')).toEqual(['density', 'location']);
    expect(namesFor('numbers')).toEqual(['count']);
  });

  it('is the model that counts these pictures, unless something else is chosen', () => {
    const begin = (from: 'points' | 'numbers', counts: Model | undefined, chosen?: string) =>
      beginningOf(models, from, { chosen, counts })?.id;
    expect(begin('points', density)).toBe('density');
    expect(begin('points', mask)).toBeUndefined();
    expect(begin('points', closed)).toBeUndefined();
    expect(begin('points', classical)).toBeUndefined();
    expect(begin('points', undefined)).toBeUndefined();
    expect(begin('numbers', density)).toBeUndefined();
    expect(begin('numbers', count)).toBe('count');
    expect(begin('points', density, 'location')).toBe('location');
    expect(begin('points', density, NOTHING)).toBeUndefined();
    // Chosen for marked cells, then numbers were chosen to learn from; or it was removed meanwhile.
    expect(begin('numbers', count, 'location')).toBeUndefined();
    expect(begin('points', density, 'gone')).toBeUndefined();
  });
});
