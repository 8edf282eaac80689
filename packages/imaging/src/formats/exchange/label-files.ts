import type { LabelImage } from '../../analysis/label-image.js';
import { encodePng } from '../../codecs/png-encode.js';
import { encodeTiff } from '../../codecs/tiff-encode.js';
import { AnnotationError } from '../../errors.js';
import { labelPicture } from '../label-image.js';
import { fillOutlines } from '../outlines/fill-outlines.js';
import { fileStems } from './file-stems.js';
import type { ExchangeFile, PointSet } from './point-set.js';

/** The largest label of a 16-bit PNG. */
const MOST_PNG_LABELS = 0xffff;

/**
 * Each picture's cells as a label image, cell `n` having the label `n`: `name.png` of 16 bits, or of more than 65,535 cells
 * `name.tif` of 32-bit unsigned integers. A pixel belongs to the cell whose outline holds its centre. Classes and scores have
 * no place.
 *
 * @throws AnnotationError where a cell has no outline, a picture's size is not known, or a cell would vanish
 */
export function writeLabelImages(sets: readonly PointSet[]): ExchangeFile[] {
  const stems = fileStems(sets.map(({ image }) => image));
  return sets.map((set, i) => {
    const labels = labelImageOf(set);
    const picture = labelPicture(labels, { least: 16 });
    return set.points.length <= MOST_PNG_LABELS
      ? { path: `${stems[i]}.png`, bytes: encodePng(picture) }
      : { path: `${stems[i]}.tif`, bytes: encodeTiff(picture, { wholeNumbers: true }) };
  });
}

function labelImageOf({ image, width, height, points, labels }: PointSet): LabelImage {
  if (labels !== undefined) return labels;
  const without = points.findIndex(({ outline }) => outline === undefined);
  if (without >= 0) {
    throw new AnnotationError(
      `Cell ${without + 1} of "${image}" has a position but no outline, and a label image needs one of every cell. Use a format of points.`,
      image,
    );
  }
  if (width === undefined || height === undefined) {
    throw new AnnotationError(
      `The size of the picture "${image}" is not known, and a label image has it. Give the picture itself, or its width and height.`,
      image,
    );
  }
  return fillOutlines(
    points.map(({ outline = [] }) => outline),
    width,
    height,
    image,
  );
}
