import type { LabelImage } from '../../analysis/label-image.js';
import { AnnotationError } from '../../errors.js';
import type { Outline } from './outline.js';

/**
 * Pixels whose centre lies inside an outline by the even-odd rule, as indices `y * width + x` in raster order; what lies
 * beyond the picture is left out.
 */
export function outlinePixels(outline: Outline, width: number, height: number): number[] {
  const edges = outline
    .flatMap((ring) => ring.map((from, i) => [from, ring[(i + 1) % ring.length]!] as const))
    .filter(([from, to]) => from.y !== to.y);
  let [top, bottom] = [height, 0];
  for (const [{ y }] of edges) [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
  const pixels: number[] = [];
  for (let y = Math.max(0, Math.floor(top)); y < Math.min(height, Math.ceil(bottom)); y++) {
    const crossings = edges
      .filter(([from, to]) => from.y <= y + 0.5 !== to.y <= y + 0.5)
      .map(([from, to]) => from.x + ((y + 0.5 - from.y) * (to.x - from.x)) / (to.y - from.y))
      .sort((a, b) => a - b);
    for (let i = 0; i + 1 < crossings.length; i += 2) {
      const until = Math.min(width, Math.ceil(crossings[i + 1]! - 0.5));
      for (let x = Math.max(0, Math.ceil(crossings[i]! - 0.5)); x < until; x++) pixels.push(y * width + x);
    }
  }
  return pixels;
}

/**
 * Outlines as a label image in which the outline `i` has the label `i + 1`. Where outlines overlap, the smaller one stays on
 * top.
 *
 * @throws AnnotationError where an outline is left without a pixel: a label image would lose that cell
 */
export function fillOutlines(
  outlines: readonly Outline[],
  width: number,
  height: number,
  image: string,
): LabelImage {
  const masks = outlines.map((outline) => outlinePixels(outline, width, height));
  const order = masks.map((_, index) => index).sort((a, b) => masks[b]!.length - masks[a]!.length);
  const labels = new Uint32Array(width * height);
  for (const index of order) for (const pixel of masks[index]!) labels[pixel] = index + 1;
  const visible = new Set(labels);
  const hidden = outlines.findIndex((_, index) => !visible.has(index + 1));
  if (hidden < 0) return { width, height, labels };
  throw new AnnotationError(
    `${image}: the outline of cell ${hidden + 1} covers no pixel of its own, so a label image would lose the cell. Use a format that keeps outlines as they are, such as GeoJSON or ImageJ's.`,
    image,
  );
}
