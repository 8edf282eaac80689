import { ImagingError } from '../errors.js';
import type { Region } from '../image.js';
import { planAxis, type Span } from './plan-axis.js';

/*
 * A picture that is too large for one run of a network is run in blocks. The terms, after StarDist's treatment of big
 * images:
 *
 *   block           what the network sees in one run. Blocks overlap.
 *   context         the rim of a block. The network's output there depends on pixels that the block does not hold, so it
 *                   is thrown away. A context as wide as the network's reach (`halo`) makes what is kept equal to a run
 *                   on the whole picture; the rim of the picture itself needs no context.
 *   responsibility  what is kept of a block. Responsibilities partition the picture: every pixel, and so every cell's
 *                   position, belongs to exactly one block. Sums over responsibilities are sums over the picture.
 *
 * A network with pooling is equivariant only to shifts by its total stride. Therefore blocks start, and responsibilities
 * are cut, at multiples of `multipleOf`, which is that stride: an output at a fraction of the resolution then fits
 * together, too. Where a block reaches over the right or bottom end, it is padded.
 */

export interface TilingOptions {
  /** Side of a block in pixels, context included: the largest picture that the network gets. Default 512. */
  readonly tile?: number;
  /** Least context inside the picture, in pixels. Rounded up to `multipleOf`. Default 0. */
  readonly halo?: number;
  /** Sides of blocks are multiples of this, e.g. 16 for a network that halves four times. Default 1. */
  readonly multipleOf?: number;
  /** Give every block the full side, also where the picture is smaller: for a network of fixed input size. Default false. */
  readonly fixed?: boolean;
}

/** One block of a plan. */
export interface Tile {
  /** Position in the plan, row by row. */
  readonly index: number;
  /** The part of the picture that the block holds, context included. It never reaches outside. */
  readonly read: Region;
  /** Pixels to invent beyond the picture, so that the block has sides of `read` plus padding. */
  readonly padding: { readonly right: number; readonly bottom: number };
  /** The part of the picture that this block answers for. Lies within `read`. */
  readonly responsibility: Region;
}

export interface TilePlan {
  readonly width: number;
  readonly height: number;
  readonly multipleOf: number;
  readonly tiles: readonly Tile[];
}

/**
 * Plans the blocks of a picture of `width` x `height` pixels. All blocks have the same size. A picture of one block's
 * size or less is one block.
 *
 * @throws ImagingError when sizes are no positive integers, `tile` is no multiple of `multipleOf`, or the halo leaves no
 * responsibility
 */
export function planTiles(width: number, height: number, options: TilingOptions = {}): TilePlan {
  const { tile = 512, halo = 0, multipleOf = 1, fixed = false } = options;
  requireInteger('width', width, 1);
  requireInteger('height', height, 1);
  requireInteger('multipleOf', multipleOf, 1);
  requireInteger('tile', tile, 1);
  requireInteger('halo', halo, 0);
  if (tile % multipleOf !== 0) {
    throw new ImagingError(`tile must be a multiple of ${multipleOf} (multipleOf), but is ${tile}.`);
  }
  const context = Math.ceil(halo / multipleOf) * multipleOf;
  if (tile <= 2 * context) {
    throw new ImagingError(
      `tile must be more than twice the halo of ${context} px, but is ${tile}: use ${2 * context + multipleOf} or more.`,
    );
  }
  const axis = { size: tile, halo: context, multipleOf, fixed };
  const columns = planAxis({ ...axis, length: width });
  const rows = planAxis({ ...axis, length: height });
  const tiles = rows.flatMap((row, j) =>
    columns.map((column, i) => toTile(j * columns.length + i, column, row)),
  );
  return { width, height, multipleOf, tiles };
}

function toTile(index: number, column: Span, row: Span): Tile {
  return {
    index,
    read: {
      x: column.start,
      y: row.start,
      width: column.end - column.start,
      height: row.end - row.start,
    },
    padding: { right: column.padding, bottom: row.padding },
    responsibility: {
      x: column.from,
      y: row.from,
      width: column.to - column.from,
      height: row.to - row.from,
    },
  };
}

function requireInteger(name: string, value: number, least: number): void {
  if (!Number.isInteger(value) || value < least) {
    throw new ImagingError(`${name} must be an integer of ${least} px or more, but is ${value}.`);
  }
}
