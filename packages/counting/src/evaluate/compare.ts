import { type Annotation, countOf, labelsOf, matchPoints, pointsOf } from '@celltally/imaging';
import type { Decoded, MapPlane, MapTarget } from '@celltally/models';
import { localizationCounts } from '../metrics/localization-metrics.js';
import { type SegmentationFigures, segmentationFigures } from '../metrics/segmentation-figures.js';
import type { ImageResult } from '../metrics/summary.js';

/** Radii in pixels at which points are matched unless others are asked for. */
export const DEFAULT_RADII: readonly number[] = [5, 10];

/**
 * Sets what was decoded beside what is known of a picture. Where only the number was learnt, points are not compared;
 * outlines are where both sides have them.
 */
export function compareWithTruth(
  image: string,
  decoded: Decoded,
  truth: Annotation,
  options: {
    readonly target: Pick<MapTarget, 'name'>;
    readonly radii?: readonly number[];
    readonly seconds: number;
    /** The map that was decoded, in the picture's own pixels; without it, outlines are not compared. */
    readonly map?: MapPlane;
    /** Whether the structural similarity of outlines is computed, which takes long. Default true. */
    readonly ssim?: boolean;
  },
): ImageResult {
  const { target, radii = DEFAULT_RADII, seconds, map, ssim = true } = options;
  const actual = countOf(truth);
  const known = target.name === 'count' ? undefined : pointsOf(truth);
  const segmentation = map && compareOutlines(decoded, map, truth, ssim);
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
    ...(segmentation && { segmentation }),
  };
}

/** Undefined where the model outlines nothing, or the annotation has no outlines. */
function compareOutlines(
  { labels: outlined }: Decoded,
  map: MapPlane,
  truth: Annotation,
  ssim: boolean,
): SegmentationFigures | undefined {
  const actual = labelsOf(truth);
  if (outlined === undefined || actual === undefined) return undefined;
  return segmentationFigures(map, outlined.labels, actual.labels, { ssim });
}
