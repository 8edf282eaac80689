import type { LabelRows } from '@celltally/models';

/**
 * A label image at another size, row by row: what `scaleLabels` makes of the whole. Each pixel takes the label that stands
 * at its centre; an object that no centre meets keeps the pixel at its own.
 *
 * @param centres middle of each object in pixels of the label image: label n is that of the nth
 */
export function scaleLabelRows(
  image: LabelRows,
  centres: readonly { readonly x: number; readonly y: number }[],
  to: { readonly width: number; readonly height: number },
): LabelRows {
  const { width, height } = image;
  if (width === to.width && height === to.height) return image;
  const columns = Int32Array.from({ length: to.width }, (_, x) =>
    Math.min(width - 1, Math.floor(((x + 0.5) * width) / to.width)),
  );
  const source = new Uint32Array(width);
  const atCentres = (y: number, into: Uint32Array): void => {
    image.read(Math.min(height - 1, Math.floor(((y + 0.5) * height) / to.height)), source);
    for (let x = 0; x < to.width; x++) into[x] = source[columns[x]!]!;
  };
  const met = new Uint8Array(centres.length + 1);
  const row = new Uint32Array(to.width);
  for (let y = 0; y < to.height; y++) {
    atCentres(y, row);
    for (let x = 0; x < to.width; x++) met[row[x]!] = 1;
  }
  /** By row, the pixels of objects that would be lost. */
  const kept = new Map<number, { readonly x: number; readonly label: number }[]>();
  centres.forEach((centre, i) => {
    if (met[i + 1] === 1) return;
    const y = Math.min(to.height - 1, Math.floor((centre.y * to.height) / height));
    const x = Math.min(to.width - 1, Math.floor((centre.x * to.width) / width));
    kept.set(y, [...(kept.get(y) ?? []), { x, label: i + 1 }]);
  });
  return {
    ...to,
    read: (y, into) => {
      atCentres(y, into);
      for (const { x, label } of kept.get(y) ?? []) into[x] = label;
    },
  };
}
