import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pixelView, revealed } from './pixels.js';

describe('pixels of the screen', () => {
  it('come into sight once each, where nothing was before', () => {
    const side = fc.integer({ min: 1, max: 12 });
    const step = fc.integer({ min: -14, max: 14 });
    fc.assert(
      fc.property(side, side, step, step, (width, height, dx, dy) => {
        const times = new Array<number>(width * height).fill(0);
        for (const box of revealed(width, height, dx, dy)) {
          for (let y = box.top; y < box.top + box.height; y++) {
            for (let x = box.left; x < box.left + box.width; x++) times[y * width + x]!++;
          }
        }
        const wasSeen = (x: number, y: number) =>
          x - dx >= 0 && x - dx < width && y - dy >= 0 && y - dy < height;
        const wanted = times.map((_, i) => (wasSeen(i % width, Math.floor(i / width)) ? 0 : 1));
        expect(times).toEqual(wanted);
      }),
    );
  });

  it('are the same ones whatever part of a pixel the view has moved by', () => {
    const view = { scale: 0.7, left: 10.4, top: -3.6, width: 100, height: 80 };
    expect(pixelView(view, 1.5)).toEqual({ scale: 0.7 * 1.5, left: 16, top: -5 });
  });
});
