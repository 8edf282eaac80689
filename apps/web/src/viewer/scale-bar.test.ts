import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scaleBar } from './scale-bar.js';

describe('scale bar', () => {
  it.each([
    [1, 0.5, '50 µm', 100],
    [1, 0.65, '50 µm', 76.92],
    [0.01, 0.25, '2 mm', 80],
    [20, 0.1, '500 nm', 100],
    [10, 0.1, '1 µm', 100],
    [0.1, 1, '1 mm', 100],
  ])('at %d with pixels of %d µm is %s', (scale, micrometres, text, pixels) => {
    const bar = scaleBar(scale, 120, micrometres, 'px');
    expect(bar.text).toBe(text);
    expect(bar.pixels).toBeCloseTo(pixels, 1);
  });

  it('counts pixels where their size is unknown, and never a part of one', () => {
    expect(scaleBar(1, 120, undefined, 'px')).toEqual({ pixels: 100, text: '100 px' });
    expect(scaleBar(300, 120, undefined, 'px')).toEqual({ pixels: 300, text: '1 px' });
  });

  it('takes from two fifths to all of the room, at every scale', () => {
    const exponent = fc.double({ min: -4, max: 3, noNaN: true });
    fc.assert(
      fc.property(exponent, exponent, (scale, size) => {
        const { pixels } = scaleBar(10 ** scale, 120, 10 ** size, 'px');
        expect(pixels).toBeLessThanOrEqual(120.001);
        expect(pixels).toBeGreaterThan(47.9);
      }),
    );
  });
});
