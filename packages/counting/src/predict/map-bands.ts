import { createBandStitcher, type Tile, type TilePlan } from '@celltally/imaging';
import { inParallel } from './in-parallel.js';

export interface MapBandOptions {
  /** Tiles in flight. Default 1. */
  readonly lanes?: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Runs a network over the tiles of a picture and yields its map in bands of rows, `[rows, width]`, from top to bottom. What
 * is held is the band that is worked on, or two of them.
 *
 * @param run gives the output of a tile, context and padding included
 */
export async function* mapBands(
  plan: TilePlan,
  run: (tile: Tile, signal: AbortSignal) => Promise<Float32Array>,
  { lanes = 1, signal }: MapBandOptions = {},
): AsyncGenerator<Float32Array> {
  const stitcher = createBandStitcher(plan);
  const workers = Array.from({ length: lanes }, (_, i) => i);
  const outputs = inParallel<Tile, number, { readonly tile: Tile; readonly output: Float32Array }>(
    plan.tiles,
    workers,
    async (tile, _, lane) => {
      lane.signal.throwIfAborted();
      return { tile, output: await run(tile, lane.signal) };
    },
    signal,
  );
  for await (const { tile, output } of outputs) yield* stitcher.add(tile, output);
}
