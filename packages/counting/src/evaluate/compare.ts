import { type Annotation, countOf, matchPoints, pointsOf } from '@celltally/imaging';
import type { Decoded } from '@celltally/models';
import { localizationCounts } from '../metrics/localization-metrics.js';
import type { ImageResult } from '../metrics/summary.js';

/** Radii in pixels at which points are matched unless others are asked for. */
export const DEFAULT_RADII: readonly number[] = [5, 10];

/** Sets what was decoded beside what is known of a picture. */
export function compareWithTruth(
  image: string,
  decoded: Decoded,
  truth: Annotation,
  options: { readonly radii?: readonly number[]; readonly seconds: number },
): ImageResult {
  const actual = countOf(truth);
  const known = pointsOf(truth);
  const { radii = DEFAULT_RADII, seconds } = options;
  return {
    image,
    actual,
    predicted: decoded.count,
    error: decoded.count - actual,
    seconds,
    ...(known === undefined
      ? {}
      : {
          localization: radii.map((radius) => ({
            radius,
            ...localizationCounts(
              matchPoints(decoded.points, known, radius).truePositives,
              decoded.points.length,
              known.length,
            ),
          })),
        }),
  };
}
