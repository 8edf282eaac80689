import { describe, expect, it } from 'vitest';
import { isWanted } from './wanted.js';

const tile = { region: { x: 1024, y: 0, width: 512, height: 512 }, reduction: 1 };
const view = { scale: 1, left: 0, top: 0, width: 1000, height: 600 };

describe('a tile that is being read', () => {
  it('is wanted on the screen and beside it', () => {
    expect(isWanted(tile, { ...view, left: -800 })).toBe(true);
    expect(isWanted(tile, view)).toBe(true);
  });
  it('is not wanted far away', () => {
    expect(isWanted(tile, { ...view, left: 600 })).toBe(false);
    expect(isWanted(tile, { ...view, left: -2100 })).toBe(false);
    expect(isWanted(tile, { ...view, top: -900 })).toBe(false);
  });
  it('is not wanted when its samples are far smaller than the pixels of the screen', () => {
    expect(isWanted(tile, { ...view, scale: 0.1 })).toBe(false);
    expect(isWanted({ ...tile, reduction: 8 }, { ...view, scale: 0.1 })).toBe(true);
  });
});
