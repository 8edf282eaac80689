/** How luminance and chrominance of a YCbCr page are stored (TIFF 6.0 §21). */
export interface YCbCr {
  /** Weights of red, green and blue in the luminance. */
  readonly coefficients: readonly number[];
  /** Codes of black and white for each of Y, Cb and Cr: `[Yb, Yw, Cbb, Cbw, Crb, Crw]`. */
  readonly reference: readonly number[];
  /** Pixels per chrominance sample, across and down; 1 and 1 where nothing is left to undo. */
  readonly subsampling: readonly [number, number];
}

/**
 * Spreads the data units of a chroma-subsampled block (all Y of a unit, then its Cb and Cr) over its pixels by
 * repetition: `[rows, width, 3]`.
 */
export function spreadChroma(
  units: Uint8Array,
  width: number,
  rows: number,
  across: number,
  down: number,
): Uint8Array {
  const out = new Uint8Array(width * rows * 3);
  const unitBytes = across * down + 2;
  const unitsPerRow = Math.ceil(width / across);
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < width; x++) {
      const unit = (Math.floor(y / down) * unitsPerRow + Math.floor(x / across)) * unitBytes;
      const at = (y * width + x) * 3;
      out[at] = units[unit + (y % down) * across + (x % across)]!;
      out[at + 1] = units[unit + unitBytes - 2]!;
      out[at + 2] = units[unit + unitBytes - 1]!;
    }
  }
  return out;
}

/** Bytes of a chroma-subsampled block. */
export function chromaBytes(width: number, rows: number, across: number, down: number): number {
  return Math.ceil(width / across) * Math.ceil(rows / down) * (across * down + 2);
}

/** Converts planes `[3, area]` of Y, Cb and Cr to red, green and blue, in place. */
export function toRgb(planes: Uint8Array | Uint8ClampedArray, { coefficients, reference }: YCbCr): void {
  const area = planes.length / 3;
  const [red = 0.299, green = 0.587, blue = 0.114] = coefficients;
  const [y0 = 0, y1 = 255, b0 = 128, b1 = 255, r0 = 128, r1 = 255] = reference;
  const clamped = new Uint8ClampedArray(planes.buffer, planes.byteOffset, planes.length);
  for (let i = 0; i < area; i++) {
    const y = ((planes[i]! - y0) * 255) / (y1 - y0);
    const cb = ((planes[area + i]! - b0) * 127) / (b1 - b0);
    const cr = ((planes[2 * area + i]! - r0) * 127) / (r1 - r0);
    const r = y + cr * (2 - 2 * red);
    const b = y + cb * (2 - 2 * blue);
    clamped[area + i] = (y - blue * b - red * r) / green;
    clamped[i] = r;
    clamped[2 * area + i] = b;
  }
}
