import type { Annotation } from '../annotation.js';
import type { Image } from '../image.js';
import { readDotImage } from './dot-image.js';
import { readLabelImage } from './label-image.js';
import type { MaskRule } from './mask-rule.js';

/** Reads an annotation picture of any kind by a known rule. */
export function readMaskImage(image: Image, rule: MaskRule): Annotation {
  const { marks, ...options } = rule;
  return marks === 'pixels' || marks === 'discs'
    ? readDotImage(image, { ...options, marks }).annotation
    : readLabelImage(image, { ...options, marks }).annotation;
}
