import type { Annotation } from '@celltally/imaging';
import { scaleLabels } from '../picture/scale-labels.js';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** An annotation of a picture that was resized from `from` to `to`. No cell is lost. */
export function scaleAnnotation(annotation: Annotation, from: Size, to: Size): Annotation {
  const [x, y] = [to.width / from.width, to.height / from.height];
  switch (annotation.kind) {
    case 'count':
      return annotation;
    case 'points':
      return {
        kind: 'points',
        points: annotation.points.map((point) => ({ x: point.x * x, y: point.y * y })),
      };
    case 'boxes':
      return {
        kind: 'boxes',
        boxes: annotation.boxes.map(({ left, top, width, height }) => ({
          left: left * x,
          top: top * y,
          width: width * x,
          height: height * y,
        })),
      };
    case 'labels':
      return { kind: 'labels', ...scaleLabels(annotation, to) };
  }
}
