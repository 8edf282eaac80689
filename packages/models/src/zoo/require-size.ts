import { ShapeError, staticShape, type Value } from '@celltally/engine';

/**
 * For networks that are made for one size of picture, `[N, C, H, W]`.
 * @throws ShapeError unless height and width are known multiples of `multipleOf`
 */
export function requireSize(architecture: string, image: Value, multipleOf: number): void {
  const [height, width] = staticShape(image.shape.slice(2), architecture) as [number, number];
  if (height % multipleOf === 0 && width % multipleOf === 0) return;
  throw new ShapeError(
    architecture,
    `height and width must be multiples of ${multipleOf}, received ${height} x ${width}: pad the picture`,
  );
}
