/**
 * How an annotation picture marks cells:
 * - `pixels`: every set pixel is one cell, and touching pixels are touching cells (VGG, MBM, ADI);
 * - `discs`: every connected spot is one cell, its centroid is the position (hand-made dot pictures);
 * - `unique-labels`: every non-zero value is one object;
 * - `reused-labels`: touching objects differ in value, separate objects may share one (BBBC039);
 * - `binary-mask`: set pixels are cell, and every connected region is one object.
 */
export type MaskMarks = 'pixels' | 'discs' | 'unique-labels' | 'reused-labels' | 'binary-mask';

/** A rule for reading annotation pictures. */
export interface MaskRule {
  readonly marks: MaskMarks;
  /** For dots and binary masks: a sample above this is set. Default: see `setPixels`. */
  readonly threshold?: number;
  /** The channel to read. Default: any channel for dots, all colours for labels. */
  readonly channel?: number;
  /** Objects of fewer pixels are no cells. Default 1. */
  readonly minimumObjectPixels?: number;
}

/** The rule in words, as reports and logs give it. */
export function describeRule(rule: MaskRule): string {
  const where = rule.channel === undefined ? '' : ` of channel ${rule.channel}`;
  const above = rule.threshold === undefined ? '' : ` above ${rule.threshold}${where}`;
  const words: Record<MaskMarks, string> = {
    pixels: `every set pixel${above} is one cell; touching pixels are not merged`,
    discs: `every connected spot${above} is one cell, at its centroid`,
    'unique-labels': 'every label is one object',
    'reused-labels': 'every connected region of one label is one object, as separate objects share labels',
    'binary-mask': `every connected region of the mask${above} is one object, so touching objects count as one`,
  };
  const minimum = rule.minimumObjectPixels ?? 1;
  return words[rule.marks] + (minimum > 1 ? `; objects under ${minimum} pixels are left out` : '');
}
