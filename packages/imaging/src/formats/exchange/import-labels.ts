import { labelObjects } from '../../analysis/label-objects.js';
import { openImage } from '../../codecs/open.js';
import { AnnotationError } from '../../errors.js';
import type { Image, ImageSource, Selection } from '../../image.js';
import { readDotImage } from '../dot-image.js';
import { readLabelImage } from '../label-image.js';
import { isTwoLevel } from '../set-pixels.js';
import type { PointSet } from './point-set.js';

/** A picture of cells has thousands of regions of one value, one for every few pixels. */
const MANY_REGIONS = 1000;
const LEAST_MEAN_AREA = 8;

/**
 * Reads the cells of a picture file that marks them: labels or a mask, whose objects have outlines, or dots of a pixel each,
 * which are positions alone. Each plane is a set of its own: pages, or focal planes within time points.
 *
 * @param name what messages call the file, @param image what the picture is called
 * @throws AnnotationError where it looks like a picture of cells
 */
export async function importLabels(bytes: Uint8Array, name: string, image: string): Promise<PointSet[]> {
  const source = await openImage(bytes, { name });
  const planes = planesOf(source);
  const sets: PointSet[] = [];
  for (const [plane, selection] of planes.entries()) {
    const called = planes.length === 1 ? image : `${image} · page ${plane + 1}`;
    sets.push({ image: called, plane, ...readMarks(await source.read(selection), name) });
  }
  return sets;
}

function planesOf({ pages, times, depth }: ImageSource): readonly Selection[] {
  const upTo = (length: number): number[] => Array.from({ length }, (_, i) => i);
  if (pages > 1) return upTo(pages).map((page) => ({ page }));
  return upTo(times).flatMap((t) => upTo(depth).map((z) => ({ t, z })));
}

function readMarks(picture: Image, name: string): Omit<PointSet, 'image'> {
  const { width, height } = picture;
  const dots = isTwoLevel(picture) ? readDotImage(picture) : undefined;
  // One pixel alone may as well be the label of a cell.
  if (dots?.rule.marks === 'pixels' && dots.annotation.points.length > 1)
    return { width, height, points: dots.annotation.points };
  const { annotation } = readLabelImage(picture);
  const objects = labelObjects(annotation);
  if (objects.length > MANY_REGIONS && objects.length * LEAST_MEAN_AREA > width * height) {
    throw new AnnotationError(
      `${name} has ${objects.length} regions of one value on ${width} x ${height} pixels: it looks like a picture of cells, not like a label image. Give the picture's points or labels.`,
      name,
    );
  }
  // Labels may have gaps; cell n is to have label n.
  const places = new Map(objects.map(({ value }, i) => [value, i + 1]));
  const labels = annotation.labels.map((label) => places.get(label) ?? 0);
  return {
    ...{ width, height },
    points: objects.map(({ x, y }) => ({ x, y })),
    labels: { width, height, labels },
  };
}
