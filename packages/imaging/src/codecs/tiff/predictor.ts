import type { Layout } from './layout.js';

/** What of a block's layout the predictors depend on. */
export type Predicted = Pick<Layout, 'predictor' | 'bits'> & { readonly littleEndian: boolean };

/**
 * Undoes the differencing of neighbours in place: horizontal (predictor 2, TIFF 6.0 §14) or floating point
 * (predictor 3, TIFF Technical Note 3).
 *
 * @param perRow - samples of a row
 * @param stride - samples per pixel
 * @throws RangeError for a predictor that is not defined for such samples
 */
export function undoPrediction(bytes: Uint8Array, how: Predicted, perRow: number, stride: number): void {
  if (how.predictor === 1) return;
  const size = how.bits / 8;
  const horizontal = how.predictor === 2 && [1, 2, 4].includes(size);
  if (!horizontal && !(how.predictor === 3 && [2, 4, 8].includes(size))) {
    throw new RangeError(`predictor ${how.predictor} with ${how.bits} bits per sample`);
  }
  const rowBytes = perRow * size;
  for (let start = 0; start + rowBytes <= bytes.length; start += rowBytes) {
    const row = bytes.subarray(start, start + rowBytes);
    if (horizontal) sumAlong(row, size, stride, how.littleEndian);
    else joinBytePlanes(row, size, stride, how.littleEndian);
  }
}

function sumAlong(row: Uint8Array, size: number, stride: number, little: boolean): void {
  const view = new DataView(row.buffer, row.byteOffset, row.byteLength);
  const step = stride * size;
  for (let at = step; at < row.length; at += size) {
    if (size === 1) row[at] = row[at]! + row[at - step]!;
    else if (size === 2)
      view.setUint16(at, view.getUint16(at, little) + view.getUint16(at - step, little), little);
    else view.setUint32(at, view.getUint32(at, little) + view.getUint32(at - step, little), little);
  }
}

/** The row holds all most significant bytes first, then the next, each byte as its difference to the left pixel's. */
function joinBytePlanes(row: Uint8Array, size: number, stride: number, little: boolean): void {
  for (let at = stride; at < row.length; at++) row[at] = row[at]! + row[at - stride]!;
  const planes = row.slice();
  const samples = row.length / size;
  for (let i = 0; i < samples; i++) {
    for (let b = 0; b < size; b++) row[i * size + (little ? size - 1 - b : b)] = planes[b * samples + i]!;
  }
}
