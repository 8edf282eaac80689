import type { LabelImage } from '../../analysis/label-image.js';

/** The pixels of every label, as indices `y * width + x` in raster order, by label. */
export function labelPixels({ labels }: LabelImage): ReadonlyMap<number, readonly number[]> {
  const pixels = new Map<number, number[]>();
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i]!;
    if (label === 0) continue;
    const own = pixels.get(label);
    if (own === undefined) pixels.set(label, [i]);
    else own.push(i);
  }
  return pixels;
}
