import { type Annotation, countOf, pointsOf } from '@celltally/imaging';
import { FitError } from '../errors.js';
import type { DecodeSettings, MapPlane, MapTarget } from '../model.js';
import { type LocatedMap, searchMask, searchPeaks, type Trial } from './search-settings.js';

/** A map that a network predicted for a validation picture, and what is known about that picture. */
export interface FitSample {
  readonly map: MapPlane;
  readonly annotation: Annotation;
  /** How much it counts beside the others. Default 1. */
  readonly weight?: number;
}

export interface FitOptions {
  /** A found cell is right within this many pixels of a true one. Default 10. */
  readonly radius?: number;
}

/** Fitted settings, and how well they do on the pictures they were fitted on. */
export interface FittedDecoding {
  readonly settings: DecodeSettings;
  /** Of the cells found, pooled over the pictures; undefined where no picture has positions, and thresholds stay. */
  readonly location:
    | { readonly radius: number; readonly precision: number; readonly recall: number; readonly f1: number }
    | undefined;
  /** Mean absolute error of the counts, by the samples' weights. */
  readonly countError: number;
}

/**
 * Fits a target's settings on validation pictures. Of the thresholds and radii whose F1 score of the cells found (pairs of
 * maximum cardinality within `radius`) is about the best, those with the smallest error of the number of cells; of equals
 * those nearest to the defaults. Cells and errors are added up by the weights of the samples. The result depends on nothing but the arguments.
 *
 * @throws FitError without samples, or for a radius that is not positive
 */
export function fitDecoding(
  target: MapTarget,
  samples: readonly FitSample[],
  { radius = 10 }: FitOptions = {},
): FittedDecoding {
  if (samples.length === 0)
    throw new FitError('decoding needs at least one validation picture, received none');
  if (!(radius > 0 && radius < Number.POSITIVE_INFINITY)) {
    throw new FitError(`radius must be above 0 pixels, received ${radius}`);
  }
  const located = samples.flatMap(({ map, annotation, weight = 1 }): LocatedMap[] => {
    const truth = pointsOf(annotation);
    return truth === undefined ? [] : [{ map, truth, weight }];
  });
  const search = target.name === 'mask' ? searchMask : searchPeaks;
  const best = located.length > 0 ? search(target, located, radius) : undefined;
  const settings = { ...(best?.settings ?? target.defaults), countScale: 1 };

  const counts = samples.map(({ map }) => target.decode(map, settings).count);
  const truth = samples.map(({ annotation }) => countOf(annotation));
  const weights = samples.map(({ weight = 1 }) => weight);
  const countError =
    counts.reduce((sum, count, i) => sum + weights[i]! * Math.abs(count - truth[i]!), 0) /
    weights.reduce((sum, weight) => sum + weight, 0);
  return { settings, location: best && scores(best, radius), countError };
}

function scores({ right, found, true: truth }: Trial, radius: number): FittedDecoding['location'] {
  const ratio = (of: number, outOf: number): number => (outOf === 0 ? 1 : of / outOf);
  return {
    radius,
    precision: ratio(right, found),
    recall: ratio(right, truth),
    f1: ratio(2 * right, found + truth),
  };
}

/** The settings of `fitDecoding` alone. */
export const fitDecodeSettings = (
  target: MapTarget,
  samples: readonly FitSample[],
  options: FitOptions = {},
): DecodeSettings => fitDecoding(target, samples, options).settings;
