import { completeTrainConfig } from '@celltally/counting';
import { describe, expect, it } from 'vitest';
import { NEW_FIELDS, type Picture } from './project.js';
import { heldOutOf, shortageOf, trainingConfig, usable } from './training-plan.js';

function picture(name: string, cells: number, side = 100, checked = true): Picture {
  return {
    id: name,
    file: name,
    name,
    plane: {},
    facts: {
      format: 'png',
      ...{ width: side, height: side, channels: 1, depth: 1, times: 1, pages: 1 },
      colour: 'grey',
      bitDepth: 8,
      choice: { name: 'bbbc039', reason: 'grey', warnings: [] },
    },
    fields: { ...NEW_FIELDS, checked, threshold: 0.5, knownCount: cells },
    cells: new Map(
      Array.from({ length: cells }, (_, id) => [id, { id, x: 1, y: 1, kind: 0, score: 0.9 }] as const),
    ),
  };
}
const pictures = (count: number, cells = 20): Picture[] =>
  Array.from({ length: count }, (_, i) => picture(`p${i}`, cells));

describe('a training plan', () => {
  it('refuses what is too little, and says what is lacking', () => {
    expect(shortageOf(pictures(2), 'points')).toEqual({ what: 'pictures', there: 2, needed: 3 });
    expect(shortageOf(pictures(5), 'numbers')).toEqual({ what: 'pictures', there: 5, needed: 6 });
    expect(shortageOf(pictures(3, 4), 'points')).toEqual({ what: 'cells', there: 8, needed: 30 });
    const small = [...pictures(3), picture('tiny', 20, 20)];
    expect(shortageOf(small, 'points')).toEqual({ what: 'size', name: 'tiny', needed: 32 });
    expect(shortageOf(pictures(3), 'points')).toBeUndefined();
  });

  it('learns from checked pictures, or from those of which the number is known', () => {
    const mixed = [picture('a', 5), picture('b', 5, 100, false)];
    expect(usable(mixed, 'points').map(({ name }) => name)).toEqual(['a']);
    expect(usable(mixed, 'numbers').length).toBe(2);
  });

  it('holds the same pictures out in whatever order they come, and never all of them', () => {
    for (let count = 2; count < 30; count++) {
      const all = pictures(count);
      const held = heldOutOf(all);
      expect(new Set(held).size).toBe(held.length);
      expect(held.length).toBeGreaterThan(0);
      expect(held.length).toBeLessThan(count);
      expect(heldOutOf(all.toReversed())).toEqual(held);
    }
  });

  it.each([
    [33, 40],
    [64, 64],
    [100, 300],
    [1000, 5000],
  ])('gives options that hold together for pictures of %d to %d pixels', (small, large) => {
    for (const from of ['points', 'numbers'] as const) {
      for (const size of ['small', 'standard'] as const) {
        const config = completeTrainConfig(
          trainingConfig({
            from,
            pictures: [
              { width: small, height: large },
              { width: large, height: large },
            ],
            limit: { kind: 'epochs', epochs: 7 },
            size,
            held: 1,
          }),
        );
        expect(config.crop % 16).toBe(0);
        expect(2 * Math.ceil(config.halo / 16) * 16).toBeLessThan(config.crop);
        expect(config.epochs).toBe(7);
        if (from === 'points') expect(config.crop).toBeLessThanOrEqual(Math.max(32, small));
        else expect(Math.round(large * config.scale)).toBeLessThanOrEqual(config.crop);
      }
    }
  });

  it('leaves to the model that it goes on from what the network is, what it learns and how it counts', async () => {
    const plan = (from: 'points' | 'numbers') =>
      trainingConfig({
        from,
        pictures: [{ width: 300, height: 200 }],
        limit: { kind: 'epochs', epochs: 7 },
        size: 'standard',
        held: 1,
        goesOn: true,
      });
    const taken = ['model', 'width', 'option', 'target', 'sigma', 'tile', 'halo'];
    for (const from of ['points', 'numbers'] as const)
      expect(Object.keys(plan(from)).filter((name) => taken.includes(name))).toEqual([]);
    expect(plan('points').crop).toBe(192);
    expect(plan('points').scale).toBeUndefined();
    expect(plan('numbers').sampling).toBe('whole');
  });
});
