import { resize } from '@celltally/imaging';
import type { Decoded, MapPlane } from '@celltally/models';
import { inOwnPixels } from '../picture/enlarge.js';
import { scaleLabels } from '../picture/scale-labels.js';

/** What was found in a picture, and the map it was found on. */
export interface Found {
  readonly decoded: Decoded;
  readonly map: MapPlane;
}

/**
 * What was found in an enlarged picture, in the picture's own pixels. The map's values are kept and not its sum: it serves
 * to compare outlines.
 */
export function atOwnSize(
  { decoded, map }: Found,
  own: { readonly width: number; readonly height: number },
): Found {
  if (map.width === own.width && map.height === own.height) return { decoded, map };
  const { labels } = decoded;
  return {
    decoded: {
      ...decoded,
      points: inOwnPixels(decoded.points, map, own),
      ...(labels === undefined ? {} : { labels: scaleLabels(labels, own) }),
    },
    map: resizedMap(map, own),
  };
}

function resizedMap(
  map: MapPlane,
  { width, height }: { readonly width: number; readonly height: number },
): MapPlane {
  const image = { ...map, channels: 1, colour: 'grey', bitDepth: 32 } as const;
  return { width, height, data: resize(image, width, height).data as Float32Array };
}
