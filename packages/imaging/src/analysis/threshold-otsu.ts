import { ImagingError } from '../errors.js';
import type { Samples } from '../image.js';

const BINS = 256;

/**
 * The threshold that best parts values into two classes: it maximises the variance between them. Foreground is
 * `value > threshold`. Values are counted in 256 equal bins from least to greatest (8-bit data: one per value); a set of
 * equal values gives that value, so that nothing is foreground. Values that are no numbers are left out.
 *
 * Otsu, "A Threshold Selection Method from Gray-Level Histograms", 1979.
 *
 * @throws ImagingError when there is no number at all
 */
export function thresholdOtsu(values: Samples): number {
  const bytes = values instanceof Uint8Array;
  let [least, greatest] = bytes ? [0, 255] : [Infinity, -Infinity];
  if (!bytes) {
    for (let i = 0; i < values.length; i++) {
      const value = values[i]!;
      if (!Number.isFinite(value)) continue;
      if (value < least) least = value;
      if (value > greatest) greatest = value;
    }
  }
  if (values.length === 0 || greatest < least) {
    throw new ImagingError(`values must hold a finite number, but ${values.length} values hold none.`);
  }
  if (greatest === least) return least;
  const width = (greatest - least) / (BINS - 1);
  const histogram = new Float64Array(BINS);
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (Number.isFinite(value)) histogram[Math.round((value - least) / width)]!++;
  }
  const { split: bin } = otsuSplit(histogram);
  // Bins are centred on their value: the upper end of the last background bin, or for whole numbers that number.
  return bytes ? bin : least + (bin + 0.5) * width;
}

/** How Otsu's method parts a histogram. */
export interface OtsuSplit {
  /** The last bin of the lower class. */
  readonly split: number;
  /** Variance between the classes over all variance: 1 for two values, 2 / pi for a normal distribution, 0 for one value. */
  readonly separability: number;
}

/** Otsu's method on values that were counted in equal bins. */
export function otsuSplit(histogram: Float64Array): OtsuSplit {
  let [total, moment, square] = [0, 0, 0];
  histogram.forEach((count, bin) => {
    total += count;
    moment += count * bin;
    square += count * bin * bin;
  });
  let [below, momentBelow, best, split] = [0, 0, 0, -1];
  for (let bin = 0; bin < histogram.length; bin++) {
    below += histogram[bin]!;
    momentBelow += histogram[bin]! * bin;
    const above = total - below;
    if (below === 0 || above === 0) continue;
    const gap = momentBelow / below - (moment - momentBelow) / above;
    const variance = below * above * gap * gap;
    if (variance > best) [best, split] = [variance, bin];
  }
  // Only one bin is filled: all of it is background.
  if (split < 0) return { split: histogram.findIndex((count) => count > 0), separability: 0 };
  return { split, separability: best / (total * square - moment * moment) };
}
