import type { Decoded, DecodeSettings, MapPlane, MapTarget } from '@celltally/models';

/** What a network says of a picture. */
export interface PicturePrediction {
  readonly map: MapPlane;
  /** The cells in it, of a network with a head that counts. */
  readonly count?: number;
}

/** Counts and locates cells. */
export function decodePrediction(
  target: Pick<MapTarget, 'decode'>,
  { map, count }: PicturePrediction,
  settings: DecodeSettings,
): Decoded {
  const decoded = target.decode(map, settings);
  return { ...decoded, count: countSaid({ count }, decoded, settings) };
}

/** The number of cells: of those that were found, if the settings go by them; else what a head, or else the map, says. */
export const countSaid = (
  { count }: { readonly count?: number | undefined },
  decoded: Pick<Decoded, 'count' | 'points'>,
  { countScale, countFrom }: Pick<DecodeSettings, 'countScale' | 'countFrom'>,
): number => {
  if (countFrom === 'objects') return decoded.points.length;
  return count === undefined ? decoded.count : Math.max(0, count * countScale);
};
