import type { DecodeSettings } from '../model.js';

/** Which objects are too small to be cells. */
export type Sizes = Pick<DecodeSettings, 'peakRadius' | 'leastShare'>;

/** The area of the disc that every object must have. */
export const discArea = ({ peakRadius }: Sizes): number => Math.PI * peakRadius ** 2;

/**
 * The area that an object of a picture must have: that of the disc, and a share of the median of those that have it. What is a
 * fragment depends on how large the picture's cells are.
 *
 * @param areas numbers of pixels of all objects of the picture
 */
export function leastArea(areas: readonly number[], sizes: Sizes): number {
  const disc = discArea(sizes);
  const { leastShare } = sizes;
  if (leastShare === undefined) return disc;
  const sorted = areas.filter((area) => area >= disc).sort((a, b) => a - b);
  return Math.max(disc, leastShare * (sorted[sorted.length >> 1] ?? 0));
}
