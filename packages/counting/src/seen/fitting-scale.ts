import type { Seen } from '@celltally/models';
import type { PictureLook } from './look.js';

/** No picture is made larger or smaller than by this factor. */
const MOST = 8;

/**
 * The factor that makes a picture's cells as wide as those that a model has usually seen. 1 where they are within the range
 * of nine tenths of those: enlarging blurs, and a guess of the width is no measurement. 1 also where nothing is known.
 */
export function fittingScale({ diameter }: Pick<PictureLook, 'diameter'>, { ranges }: Seen): number {
  const known = ranges.diameter;
  if (diameter === undefined || known === undefined) return 1;
  if (diameter >= known.low && diameter <= known.high) return 1;
  return Math.min(MOST, Math.max(1 / MOST, known.median / diameter));
}
