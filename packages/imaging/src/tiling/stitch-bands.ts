import { ImagingError } from '../errors.js';
import type { Tile, TilePlan } from './plan-tiles.js';
import { createStitchedOutput, type StitchedOutput, stitchTile } from './stitch.js';

/** Puts a one-channel output together in bands: the rows that one row of tiles answers for. */
export interface BandStitcher {
  /**
   * Writes one tile's output, context and padding included. Returns the bands that are complete by it, `[rows, width]`,
   * from the top of the picture to its bottom, whatever the order in which the tiles come.
   *
   * @throws ImagingError when the output does not have the size that its tile asks for
   */
  add(tile: Tile, output: Float32Array): Float32Array[];
}

/** A band, and how many of its tiles are to come. */
interface Band {
  readonly stitched: StitchedOutput;
  missing: number;
}

/** Memory is taken for a band when its first tile comes, and left to the caller when it is complete. */
export function createBandStitcher(plan: TilePlan): BandStitcher {
  const tops = [...new Set(plan.tiles.map(({ responsibility }) => responsibility.y))];
  const across = plan.tiles.length / tops.length;
  const bands = new Map<number, Band>();
  let next = 0;
  return {
    add: (tile, output) => {
      const top = tile.responsibility.y;
      const { height } = tile.responsibility;
      const band = bands.get(top) ?? {
        stitched: createStitchedOutput({ ...plan, height }),
        missing: across,
      };
      if (next >= tops.length || top < tops[next]!) {
        throw new ImagingError(`tile ${tile.index} comes twice: its band is complete.`);
      }
      bands.set(top, band);
      stitchTile(band.stitched, moved(tile, top), output);
      band.missing--;
      const complete: Float32Array[] = [];
      for (let first = bands.get(tops[next]!); first?.missing === 0; first = bands.get(tops[next]!)) {
        complete.push(first.stitched.data);
        bands.delete(tops[next]!);
        next++;
      }
      return complete;
    },
  };
}

/** The tile in the coordinates of a band. */
function moved(tile: Tile, top: number): Tile {
  const { read, responsibility } = tile;
  return {
    ...tile,
    read: { ...read, y: read.y - top },
    responsibility: { ...responsibility, y: responsibility.y - top },
  };
}
