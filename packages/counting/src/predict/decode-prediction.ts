import type { Decoded, DecodeSettings, MapPlane, MapTarget } from '@celltally/models';

/** What a network says of a picture. */
export interface PicturePrediction {
  readonly map: MapPlane;
  /** The cells in it, of a network with a head that counts. */
  readonly count?: number;
}

/** Counts and locates cells; the count is the network's own where it has a head for it. */
export function decodePrediction(
  target: Pick<MapTarget, 'decode'>,
  { map, count }: PicturePrediction,
  settings: DecodeSettings,
): Decoded {
  const decoded = target.decode(map, settings);
  return count === undefined ? decoded : { ...decoded, count: headCount(count, settings) };
}

/** The count of a head, as the settings correct it. */
export const headCount = (count: number, { countScale }: Pick<DecodeSettings, 'countScale'>): number =>
  Math.max(0, count * countScale);
