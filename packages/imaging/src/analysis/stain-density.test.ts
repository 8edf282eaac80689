import { describe, expect, it } from 'vitest';
import { ImagingError } from '../errors.js';
import type { Image } from '../image.js';
import { stainDensity } from './stain-density.js';
import { STAINS } from './stains.js';

/** One pixel through which light has passed that this much of each stain absorbs. */
function pixel(hematoxylin: number, eosin: number): Image {
  const unit = (stain: readonly number[]): number[] => stain.map((each) => each / Math.hypot(...stain));
  const [h, e] = [unit(STAINS.hematoxylin), unit(STAINS.eosin)];
  const data = Float32Array.from([0, 1, 2], (i) => 10 ** -(hematoxylin * h[i]! + eosin * e[i]!));
  return { width: 1, height: 1, channels: 3, colour: 'rgb', bitDepth: 32, data };
}

describe('stainDensity', () => {
  it.each([
    [0, 0],
    [1, 0],
    [0, 1],
    [0.7, 0.4],
    [0.1, 1.2],
  ])('tells %d of hematoxylin from %d of eosin', (hematoxylin, eosin) => {
    expect(stainDensity(pixel(hematoxylin, eosin), 1).data[0]).toBeCloseTo(hematoxylin, 5);
  });

  it('is the optical density of a grey picture', () => {
    const data = Uint8Array.of(255, 128, 0);
    const density = stainDensity(
      { width: 3, height: 1, channels: 1, colour: 'grey', bitDepth: 8, data },
      255,
    );
    expect(density.data[0]).toBeCloseTo(0, 6);
    expect(density.data[1]).toBeCloseTo(-Math.log10(128 / 255), 6);
    // Black is as dense as the least light that is told from noise.
    expect(density.data[2]).toBeCloseTo(Math.log10(256), 6);
  });

  it('refuses other channels', () => {
    const image = { width: 1, height: 1, channels: 2, colour: 'multichannel', bitDepth: 8 } as const;
    expect(() => stainDensity({ ...image, data: Uint8Array.of(1, 2) }, 255)).toThrow(ImagingError);
  });
});
