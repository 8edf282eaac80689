import {
  type CompiledProgram,
  type Device,
  floatData,
  floats,
  type Program,
  type Tensor,
} from '@celltally/engine';
import { planTiles, readTile } from '@celltally/imaging';
import type { PreparedPicture } from '../picture/preparation.js';
import { createTileCounter } from './count-share.js';
import type { PicturePrediction } from './decode-prediction.js';
import { mapBands } from './map-bands.js';
import { meanOverTurns, type Turns } from './turns.js';

/** How pictures are cut for a network. */
export interface TileSettings {
  /** Side of a tile in pixels, halo included. */
  readonly tile: number;
  /** Pixels of context thrown away on each side inside the picture. */
  readonly halo: number;
  readonly multipleOf: number;
  /** Whether the network knows tiles of this side only. Default false. */
  readonly fixed?: boolean;
}

/** What a network says of a block. */
export interface BlockPrediction {
  /** `[height, width]`. */
  readonly map: Float32Array;
  /** The cells in the whole block, of a network with a head that counts. */
  readonly count?: number;
}

/** A network that is ready to run. */
export interface Predictor {
  /**
   * What it says of a block, in the mean over its turns.
   *
   * @param onRun told after every run of the network
   */
  run(block: PreparedPicture, onRun?: () => void): Promise<BlockPrediction>;
  /** Runs it over a picture that is in memory, tile by tile. */
  predict(picture: PreparedPicture, signal?: AbortSignal): Promise<PicturePrediction>;
  close(): Promise<void>;
}

/**
 * @param program a network with the input `image` `[1, 3, H, W]` and the outputs `map` `[1, 1, H, W]` and, if it has a
 * head that counts, `count` `[1]`
 * @param turns ways in which it is shown each block. Default 1
 */
export async function openPredictor(
  device: Device,
  program: CompiledProgram,
  tiles: TileSettings,
  turns: Turns = 1,
): Promise<Predictor> {
  const loaded: Program = await device.load(program);
  const runOnce = async ({ width, height, data }: PreparedPicture): Promise<BlockPrediction> => {
    const image = floats([1, 3, height, width], asThree(data, width * height));
    const { map, count } = await loaded.run({ image });
    return {
      map: (map as Tensor<'float32'>).data,
      ...(count === undefined ? {} : { count: floatData(count)[0] as number }),
    };
  };
  const run: Predictor['run'] = async (block, onRun = () => {}) => {
    if (turns > 1) return meanOverTurns(runOnce, block, turns, onRun);
    const prediction = await runOnce(block);
    onRun();
    return prediction;
  };
  return { ...predictorOf(run, tiles), close: () => loaded.release() };
}

/** A predictor that makes the maps of blocks by a function. */
export function predictorOf(run: Predictor['run'], tiles: TileSettings): Predictor {
  return {
    run,
    predict: async (picture, signal) => {
      const { width, height } = picture;
      const image = { ...picture, colour: 'multichannel', bitDepth: 32 } as const;
      const plan = planTiles(width, height, tiles);
      const counter = createTileCounter(plan);
      const bands = mapBands(
        plan,
        async (tile) => counter.add(tile, await run(readTile(image, tile) as typeof image)),
        { signal },
      );
      const data = new Float32Array(width * height);
      let at = 0;
      for await (const rows of bands) {
        data.set(rows, at);
        at += rows.length;
      }
      return { map: { width, height, data }, ...counter.total() };
    },
    close: async () => {},
  };
}

/** A grey block is repeated for the three channels that networks read. */
function asThree(data: Float32Array, area: number): Float32Array {
  if (data.length === 3 * area) return data;
  const three = new Float32Array(3 * area);
  for (let channel = 0; channel < 3; channel++) three.set(data, channel * area);
  return three;
}
