import type { Plane } from '../analysis/plane.js';
import { ImagingError } from '../errors.js';
import type { Image } from '../image.js';
import { blend } from './blend.js';
import { type Colour, inferno } from './colours.js';

/** Value below which heat is left out, and the opacity of the strongest. */
const FAINT = 0.03;
const STRONGEST = 0.75;

/** The colour of a share of the maximum. */
export const heatColour = (share: number): Colour => inferno(0.2 + 0.8 * share);

/**
 * Lays a density or location map over a three-channel picture, in place: the stronger, the brighter and the less
 * transparent; a map of smaller size is enlarged. The colours span zero to the map's maximum, which is returned.
 */
export function drawHeat(picture: Image, map: Plane): number {
  const { width, height } = picture;
  if (map.width > width || map.height > height) {
    throw new ImagingError(
      `map must not be larger than the ${width} x ${height} picture, but is ${map.width} x ${map.height}.`,
    );
  }
  let most = 0;
  for (let i = 0; i < map.data.length; i++) if (map.data[i]! > most) most = map.data[i]!;
  if (most === 0) return 0;
  for (let y = 0; y < height; y++) {
    const row = Math.floor((y * map.height) / height) * map.width;
    for (let x = 0; x < width; x++) {
      const value = map.data[row + Math.floor((x * map.width) / width)]! / most;
      if (value > FAINT) blend(picture, y * width + x, heatColour(value), STRONGEST * Math.sqrt(value));
    }
  }
  return most;
}
