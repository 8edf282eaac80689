import type { PixelSize } from '../../image.js';
import { pixelSizeOf } from './pixel-size.js';

/** Whether an image description is that of an Aperio slide (SVS). */
export function isAperio(description: string): boolean {
  return description.startsWith('Aperio');
}

/** The pixel size of an Aperio slide: `MPP` in the description, micrometres per pixel. */
export function aperioPixelSize(description: string): PixelSize | undefined {
  const perPixel = Number(/\|\s*MPP\s*=\s*([\d.]+)/.exec(description)?.[1]);
  return pixelSizeOf(perPixel, perPixel, 'aperio');
}
