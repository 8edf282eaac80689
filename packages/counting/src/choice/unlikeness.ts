import type { Seen, SeenRange } from '@celltally/models';
import type { PictureLook } from '../seen/look.js';

/** Nine tenths of what is spread normally lie within this many standard deviations. */
const DEVIATIONS = 3.29;

/** No spread is taken for smaller: few training pictures say little of it, and widths are estimates. */
const LEAST_SPREAD = { octaves: 0.25, share: 0.1 } as const;

/** What a depth of samples that was not seen is taken for: pictures of one microscope have one depth, but other ones look alike. */
const UNSEEN_DEPTH = 0.1;

/**
 * How unlikely a picture would be among those that a model has seen: the negative logarithm of the share of its kind, of a tenth
 * where its bit depth was not seen, and the mean, over what is known of both, of that of a normal density with the median and the spread of the training pictures, in
 * the width of cells (in octaves), light, saturation and the median's place. So of models that know such pictures, the one is
 * nearest that knows little else, and one that has seen much is nearer than one whose few pictures are far off.
 */
function unlikeness(look: PictureLook, { kinds, bitDepths, ranges }: Seen): number {
  const shares = (['light', 'saturation', 'median'] as const).flatMap((property) =>
    surprise(look[property], ranges[property], (value) => value, LEAST_SPREAD.share),
  );
  const widths = surprise(look.diameter, ranges.diameter, Math.log2, LEAST_SPREAD.octaves);
  const all = [...shares, ...widths];
  const mean = all.length === 0 ? 0 : all.reduce((sum, each) => sum + each, 0) / all.length;
  const depth = bitDepths.includes(look.bitDepth) ? 1 : UNSEEN_DEPTH;
  return mean - Math.log((kinds[look.kind] ?? 0) * depth);
}

/** In natural units, less that of the usual value under the least spread. */
function surprise(
  value: number | undefined,
  range: SeenRange | undefined,
  scaled: (value: number) => number,
  leastSpread: number,
): number[] {
  if (value === undefined || range === undefined) return [];
  const spread = Math.max(leastSpread, (scaled(range.high) - scaled(range.low)) / DEVIATIONS);
  const deviations = (scaled(value) - scaled(range.median)) / spread;
  return [deviations ** 2 / 2 + Math.log(spread / leastSpread)];
}

/** The mean over several pictures. */
export const meanUnlikeness = (looks: readonly PictureLook[], seen: Seen): number =>
  looks.reduce((sum, look) => sum + unlikeness(look, seen), 0) / looks.length;
