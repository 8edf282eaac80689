import type { Annotation, Point } from '../annotation.js';
import { AnnotationError } from '../errors.js';

/** Width and height in pixels. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** Throws `AnnotationError` if an annotation cannot belong to a picture of this size. */
export function checkFit(annotation: Annotation, size: PictureSize, file: string): void {
  switch (annotation.kind) {
    case 'count':
      return;
    case 'labels':
      checkSameSize(annotation, size, file);
      return;
    case 'points':
      for (const point of annotation.points) checkInside(point, 'point', size, file);
      return;
    case 'boxes':
      for (const { left, top, width, height } of annotation.boxes) {
        checkInside({ x: left + width / 2, y: top + height / 2 }, 'box centre', size, file);
      }
  }
}

/** Throws `AnnotationError` if an annotation picture is not as large as the picture. */
export function checkSameSize(annotation: PictureSize, size: PictureSize, file: string): void {
  if (annotation.width === size.width && annotation.height === size.height) return;
  throw new AnnotationError(
    `${file} is ${annotation.width} x ${annotation.height}, but its picture is ${size.width} x ${size.height}. Export the annotation at the picture's full size, or pair it with the right picture.`,
    file,
  );
}

function checkInside({ x, y }: Point, what: string, { width, height }: PictureSize, file: string): void {
  if (x >= 0 && y >= 0 && x <= width && y <= height) return;
  throw new AnnotationError(
    `${file}: the ${what} (${x}, ${y}) lies outside the picture of ${width} x ${height}. Check that x and y are not exchanged and that the unit is pixels.`,
    file,
  );
}
