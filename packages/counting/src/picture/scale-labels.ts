import { type LabelImage, labelObjects } from '@celltally/imaging';

/**
 * A label image at another size: each pixel takes the label that stands at its centre. An object so small that no centre
 * meets it keeps the pixel at its own centre, so that none is lost.
 */
export function scaleLabels(
  { width, height, labels }: LabelImage,
  to: { readonly width: number; readonly height: number },
): LabelImage {
  const scaled = new Uint32Array(to.width * to.height);
  const kept = new Set<number>();
  for (let row = 0, i = 0; row < to.height; row++) {
    const from = Math.min(height - 1, Math.floor(((row + 0.5) * height) / to.height)) * width;
    for (let column = 0; column < to.width; column++, i++) {
      const label = labels[
        from + Math.min(width - 1, Math.floor(((column + 0.5) * width) / to.width))
      ] as number;
      scaled[i] = label;
      kept.add(label);
    }
  }
  for (const { value, x, y } of labelObjects({ width, height, labels })) {
    if (kept.has(value)) continue;
    const row = Math.min(to.height - 1, Math.floor((y * to.height) / height));
    scaled[row * to.width + Math.min(to.width - 1, Math.floor((x * to.width) / width))] = value;
  }
  return { width: to.width, height: to.height, labels: scaled };
}
