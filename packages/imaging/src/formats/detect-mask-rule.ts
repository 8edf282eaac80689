import { connectedComponents } from '../analysis/components.js';
import type { Image } from '../image.js';
import { looksLikePixels } from './dot-image.js';
import { labelMarks, labelValues } from './label-image.js';
import type { MaskRule } from './mask-rule.js';
import { isTwoLevel, setPixels } from './set-pixels.js';

/** Spots up to this area, all much alike, are drawn dots and not outlined objects. */
const LARGEST_DISC = 100;

/** What the place of the pictures says beforehand: a folder called `masks` holds no dots. */
export interface MaskRuleHints {
  readonly dots?: boolean;
}

/**
 * Decides from a sample of a data set's annotation pictures how they mark cells. One rule must hold for a
 * whole set: a picture with a single nucleus looks like a binary mask, and only its siblings tell that it is
 * none.
 *
 * - Pictures of two levels are dots if at least three in four spots are single pixels; discs if nine in ten
 *   spots are within a quarter of the median area and that is small; binary masks otherwise.
 * - Pictures of several values are labels, reused or unique.
 */
export function detectMaskRule(samples: readonly Image[], hints: MaskRuleHints = {}): MaskRule {
  if (!samples.every(isTwoLevel)) {
    const regions = samples.map((image) =>
      connectedComponents({ ...size(image), values: labelValues(image) }),
    );
    return { marks: labelMarks(...regions) };
  }
  if (hints.dots === false) return { marks: 'binary-mask' };
  const areas = samples.flatMap((image) => {
    const spots = connectedComponents({ ...size(image), values: setPixels(image).set });
    return spots.components.map(({ area }) => area);
  });
  if (looksLikePixels(areas)) return { marks: 'pixels' };
  return { marks: looksLikeDiscs(areas) ? 'discs' : 'binary-mask' };
}

function looksLikeDiscs(areas: readonly number[]): boolean {
  const sorted = areas.toSorted((a, b) => a - b);
  const median = sorted[sorted.length >> 1] ?? 0;
  const alike = areas.filter((area) => Math.abs(area - median) <= median / 4).length;
  return median <= LARGEST_DISC && alike >= 0.9 * areas.length;
}

function size({ width, height }: Image): { readonly width: number; readonly height: number } {
  return { width, height };
}
