import { describe, expect, it } from 'vitest';
import { contrastOf, markerCover, markerLook, markerRadius } from './marker.js';
import { marked } from './point-store.js';

describe('markers', () => {
  it('keep the wished size where there is room, and shrink where they would cover each other', () => {
    expect(markerRadius(8, 1, 0, 1)).toBe(8);
    expect(markerRadius(8, 100, 1000 * 1000, 1)).toBe(8);
    expect(markerRadius(8, 100_000, 4096 * 4096, 0.25)).toBe(1.5);
    const middle = markerRadius(8, 100_000, 4096 * 4096, 1);
    expect(middle).toBeGreaterThan(1.5);
    expect(middle).toBeLessThan(8);
  });

  it('have a dark outline around bright colours and a bright one around dark colours', () => {
    expect(contrastOf([255, 230, 0])).toEqual([0, 0, 0]);
    expect(contrastOf([0, 40, 160])).toEqual([255, 255, 255]);
  });

  it('are a ring with its outline on both sides, hollow in the middle', () => {
    const look = markerLook([255, 230, 0], 0, 8);
    expect(markerCover(look, 8, 7)).toEqual({ colour: 1, outline: 0 });
    expect(markerCover(look, 8, 8.5)).toEqual({ colour: 0, outline: 1 });
    expect(markerCover(look, 8, 5.5)).toEqual({ colour: 0, outline: 1 });
    expect(markerCover(look, 8, 0)).toEqual({ colour: 0, outline: 0 });
    expect(markerCover(look, 8, 10)).toEqual({ colour: 0, outline: 0 });
  });

  it('are filled when selected, and discs when small', () => {
    expect(markerCover(markerLook([255, 230, 0], marked.selected, 8), 8, 0).colour).toBe(0.5);
    expect(markerCover(markerLook([255, 230, 0], 0, 2), 2, 0)).toEqual({ colour: 1, outline: 0 });
  });
});
