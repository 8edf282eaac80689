import { describe, expect, it } from 'vitest';
import type { ViewedMap } from '../viewer.js';
import { heatColour, mapImage } from './map-image.js';

const map = (kind: ViewedMap['kind'], rows: readonly (readonly number[])[]): ViewedMap => ({
  kind,
  width: rows[0]!.length,
  height: rows.length,
  values: Float32Array.from(rows.flat()),
  opacity: 1,
});
const opacities = ({ pixels }: { readonly pixels: Uint8ClampedArray }) =>
  [...pixels].filter((_, i) => i % 4 === 3);

describe('map image', () => {
  it('runs from clear at zero to yellow at the maximum', () => {
    const { pixels } = mapImage(map('heat', [[0, -1, 0.02, 0.2]]));
    expect([...pixels.subarray(0, 8)]).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
    expect(pixels[11]).toBeGreaterThan(60);
    expect(pixels[11]).toBeLessThan(120);
    expect([...pixels.subarray(12)]).toEqual([253, 231, 37, 255]);
    expect(heatColour(0.5)).toEqual([33, 145, 140, 255]);
  });

  it('shows nothing for a map that is empty', () => {
    expect(opacities(mapImage(map('heat', [[0, 0]])))).toEqual([0, 0]);
  });

  it('outlines each object of a mask, touching ones too', () => {
    const image = mapImage(
      map('mask', [
        [1, 1, 1, 2, 2],
        [1, 1, 1, 2, 2],
        [1, 1, 1, 2, 2],
        [0, 0, 0, 2, 2],
      ]),
    );
    expect(opacities(image)).toEqual([
      255, 255, 255, 255, 255, 255, 89, 255, 255, 255, 255, 255, 255, 255, 255, 0, 0, 0, 255, 255,
    ]);
  });

  it('makes a large map small enough without losing an object', () => {
    const rows = Array.from({ length: 6 }, (_, y) =>
      Array.from({ length: 9 }, (_, x) => (x === 8 && y === 3 ? 1 : 0)),
    );
    const image = mapImage(map('mask', rows), 5);
    expect([image.width, image.height]).toEqual([5, 3]);
    expect(opacities(image)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 0, 0, 0, 0, 0]);
  });
});
