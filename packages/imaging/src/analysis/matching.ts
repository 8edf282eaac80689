import type { Point } from '../annotation.js';
import { ImagingError } from '../errors.js';
import { maximumMatching } from './hopcroft-karp.js';
import { neighboursWithin } from './neighbours-within.js';

/** A predicted point and the true point it was matched to: indices into the two lists. */
export interface MatchedPair {
  readonly predicted: number;
  readonly truth: number;
  /** In pixels. */
  readonly distance: number;
}

export interface PointMatching {
  readonly pairs: readonly MatchedPair[];
  /** Matched pairs. */
  readonly truePositives: number;
  /** Predicted points without a partner. */
  readonly falsePositives: number;
  /** True points without a partner. */
  readonly falseNegatives: number;
}

/**
 * Pairs predicted with true points, each used once, at a distance of `radius` pixels or less, so that the number of
 * pairs is the largest possible. This is the matching by which cell localisation is scored; pairing nearest points
 * first finds fewer in crowds. Handles 100,000 points a side.
 *
 * @throws ImagingError when the radius is negative or no number
 */
export function matchPoints(
  predicted: readonly Point[],
  truth: readonly Point[],
  radius: number,
): PointMatching {
  if (!(radius >= 0 && radius < Infinity)) {
    throw new ImagingError(`radius must be 0 px or more, but is ${radius}.`);
  }
  const matched = maximumMatching({
    leftCount: predicted.length,
    rightCount: truth.length,
    ...neighboursWithin(predicted, truth, radius),
  });
  const pairs: MatchedPair[] = [];
  matched.forEach((target, index) => {
    if (target < 0) return;
    const [from, to] = [predicted[index]!, truth[target]!];
    pairs.push({ predicted: index, truth: target, distance: Math.hypot(from.x - to.x, from.y - to.y) });
  });
  return {
    pairs,
    truePositives: pairs.length,
    falsePositives: predicted.length - pairs.length,
    falseNegatives: truth.length - pairs.length,
  };
}
