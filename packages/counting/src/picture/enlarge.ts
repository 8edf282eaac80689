import { type Image, resize } from '@celltally/imaging';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** The size of a picture at `scale` times its own, in whole pixels. */
export const enlargedSize = ({ width, height }: Size, scale: number): Size => ({
  width: Math.max(1, Math.round(width * scale)),
  height: Math.max(1, Math.round(height * scale)),
});

/** A picture at `scale` times its size; itself at 1. */
export function enlargedImage(image: Image, scale: number): Image {
  if (scale === 1) return image;
  const { width, height } = enlargedSize(image, scale);
  return resize(image, width, height);
}

/** Positions in an enlarged picture, in pixels of the picture itself. */
export function inOwnPixels<P extends { readonly x: number; readonly y: number }>(
  points: readonly P[],
  enlarged: Size,
  own: Size,
): readonly P[] {
  if (enlarged.width === own.width && enlarged.height === own.height) return points;
  const [x, y] = [own.width / enlarged.width, own.height / enlarged.height];
  return points.map((point) => ({ ...point, x: point.x * x, y: point.y * y }));
}
