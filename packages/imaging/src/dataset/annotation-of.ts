import type { LabelImage } from '../analysis/label-image.js';
import { labelCentroids, labelObjects } from '../analysis/label-objects.js';
import type { Annotation, Point } from '../annotation.js';

/** The number of cells. Of a label image: its distinct non-zero labels, never the largest one. */
export function countOf(annotation: Annotation): number {
  switch (annotation.kind) {
    case 'count':
      return annotation.count;
    case 'points':
      return annotation.points.length;
    case 'boxes':
      return annotation.boxes.length;
    case 'labels':
      return labelObjects(annotation).length;
  }
}

/** The positions of the cells: points, centres of boxes, centroids of objects; undefined for a mere count. */
export function pointsOf(annotation: Annotation): readonly Point[] | undefined {
  switch (annotation.kind) {
    case 'count':
      return undefined;
    case 'points':
      return annotation.points;
    case 'boxes':
      return annotation.boxes.map(({ left, top, width, height }) => ({
        x: left + width / 2,
        y: top + height / 2,
      }));
    case 'labels':
      return labelCentroids(annotation);
  }
}

/** The label image; undefined if the annotation does not outline cells. */
export function labelsOf(annotation: Annotation): LabelImage | undefined {
  if (annotation.kind !== 'labels') return undefined;
  const { width, height, labels } = annotation;
  return { width, height, labels };
}
