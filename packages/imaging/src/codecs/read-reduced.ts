import type { Image, ImageSource, Selection } from '../image.js';
import { planPieces } from '../tiling/plan-pieces.js';
import { emptyLike } from './empty-like.js';
import { selectWithin } from './select.js';

/**
 * Reads a picture at `1 / factor` of its size, for looking at: every pixel is the mean of `factor` x `factor` (at the right
 * and bottom end of as many as there are), rounded for integers. The picture is read piece by piece and never there at its
 * full size. Position (x, y) goes to (x / factor, y / factor).
 *
 * @param factor - a whole number; 1 reads the picture as it is
 * @throws RangeError for another factor
 */
export async function readReduced(
  source: ImageSource,
  selection: Selection,
  factor: number,
  signal?: AbortSignal,
): Promise<Image> {
  if (!Number.isInteger(factor) || factor < 1) {
    throw new RangeError(`factor must be a whole number of at least 1, not ${factor}`);
  }
  if (factor === 1) return source.read(selection, signal);
  const { blocks, ...facts } = source.describe(selection);
  const [width, height] = [Math.ceil(facts.width / factor), Math.ceil(facts.height / factor)];
  let reduced: Image | undefined;
  const whole = (side: number): number => Math.ceil(side / factor) * factor;
  const aligned = { ...facts, blocks: { width: whole(blocks.width), height: whole(blocks.height) } };
  for (const region of planPieces(aligned)) {
    signal?.throwIfAborted();
    const piece = await source.read(selectWithin(selection, region), signal);
    reduced ??= { ...facts, width, height, data: emptyLike(piece.data, facts.channels * width * height) };
    average(piece, factor, reduced, region.x / factor, region.y / factor);
  }
  return reduced!;
}

/** Writes the means of a piece's squares into the target from pixel (left, top) on. */
function average(piece: Image, factor: number, target: Image, left: number, top: number): void {
  const round = target.data instanceof Float32Array ? (value: number) => value : Math.round;
  const sums = new Float64Array(Math.ceil(piece.width / factor));
  for (let c = 0; c < piece.channels; c++) {
    for (let y = 0; y < piece.height; y += factor) {
      const rows = Math.min(factor, piece.height - y);
      sums.fill(0);
      for (let row = y; row < y + rows; row++) {
        const from = (c * piece.height + row) * piece.width;
        for (let x = 0, i = 0; i < sums.length; i++) {
          const end = Math.min(piece.width, x + factor);
          for (; x < end; x++) sums[i]! += piece.data[from + x]!;
        }
      }
      const to = (c * target.height + top + y / factor) * target.width + left;
      for (let i = 0; i < sums.length; i++) {
        const columns = Math.min(factor, piece.width - i * factor);
        target.data[to + i] = round(sums[i]! / (rows * columns));
      }
    }
  }
}
