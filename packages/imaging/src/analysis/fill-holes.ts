import type { Mask } from './edt.js';

/**
 * Fills holes: pixels that are not set, and from which the picture's border cannot be reached by edges over others that are
 * not set. Returns a new mask of 0 and 1.
 *
 * @param largest holes of more pixels stay open. Default: all are filled
 */
export function fillHoles({ width, height, data }: Mask, largest = Infinity): Mask {
  const filled = Uint8Array.from(data, (value) => (value ? 1 : 0));
  const seen = filled.slice();
  const region = new Uint32Array(width * height);
  for (let start = 0; start < data.length; start++) {
    if (seen[start]) continue;
    let [count, enclosed] = [0, true];
    const visit = (pixel: number): void => {
      if (seen[pixel]) return;
      seen[pixel] = 1;
      region[count++] = pixel;
    };
    visit(start);
    for (let k = 0; k < count; k++) {
      const pixel = region[k]!;
      const x = pixel % width;
      if (x > 0) visit(pixel - 1);
      if (x < width - 1) visit(pixel + 1);
      if (pixel >= width) visit(pixel - width);
      if (pixel < width * (height - 1)) visit(pixel + width);
      if (x === 0 || x === width - 1 || pixel < width || pixel >= width * (height - 1)) enclosed = false;
    }
    if (enclosed && count <= largest) for (let k = 0; k < count; k++) filled[region[k]!] = 1;
  }
  return { width, height, data: filled };
}
