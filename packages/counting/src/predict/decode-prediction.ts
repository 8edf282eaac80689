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

/** The number of cells: what a head says, as the settings correct it, unless they go by what was found on the map. */
export const countSaid = (
  { count }: { readonly count?: number | undefined },
  decoded: Pick<Decoded, 'count'>,
  { countScale, countFrom }: Pick<DecodeSettings, 'countScale' | 'countFrom'>,
): number =>
  count === undefined || countFrom === 'objects' ? decoded.count : Math.max(0, count * countScale);
