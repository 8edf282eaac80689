import { emptyLike } from '../codecs/empty-like.js';
import type { Image } from '../image.js';

/**
 * Turns an image clockwise by quarter turns; an odd number exchanges width and height.
 *
 * @param turns - any whole number; negative turns go counter-clockwise
 * @throws RangeError where `turns` is no whole number
 */
export function quarterTurn(image: Image, turns: number): Image {
  if (!Number.isInteger(turns)) throw new RangeError(`turns must be a whole number, not ${turns}`);
  const quarter = ((turns % 4) + 4) % 4;
  const { width: w, height: h, channels } = image;
  const [width, height] = quarter % 2 === 0 ? [w, h] : [h, w];
  const data = emptyLike(image.data, image.data.length);
  for (let c = 0; c < channels; c++) {
    const plane = c * w * h;
    for (let y = 0; y < h; y++) {
      for (let x = 0; x < w; x++) {
        const [tx, ty] = turned(quarter, x, y, w, h);
        data[plane + ty * width + tx] = image.data[plane + y * w + x]!;
      }
    }
  }
  return { ...image, width, height, data };
}

function turned(quarter: number, x: number, y: number, w: number, h: number): readonly [number, number] {
  if (quarter === 1) return [h - 1 - y, x];
  if (quarter === 2) return [w - 1 - x, h - 1 - y];
  if (quarter === 3) return [y, w - 1 - x];
  return [x, y];
}
