import { type Dim, formatShape, ShapeError, type Value } from '@celltally/engine';

const divides = (step: number, size: Dim): boolean =>
  typeof size === 'number'
    ? size % step === 0
    : Object.values(size.terms).every((factor) => factor % step === 0);

/**
 * Poolings of a network without skips would silently drop the last rows and columns of other sizes.
 * @throws ShapeError unless height and width of `image` `[N, C, H, W]` are multiples of `step`
 */
export function requireMultiple(architecture: string, image: Value, step: number): void {
  const sizes = image.shape.slice(2);
  if (sizes.every((size) => divides(step, size))) return;
  throw new ShapeError(
    architecture,
    `height and width must be multiples of ${step}, received ${formatShape(sizes)}: pad the picture`,
  );
}
