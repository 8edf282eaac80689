import { type CompiledProgram, type Device, floats, type Program, type Tensor } from '@celltally/engine';
import { createStitchedOutput, planTiles, readTile, stitchTile } from '@celltally/imaging';
import type { MapPlane } from '@celltally/models';
import type { PreparedPicture } from '../picture/preparation.js';

/** How pictures are cut for a network. */
export interface TileSettings {
  /** Side of a tile in pixels, halo included. */
  readonly tile: number;
  /** Pixels of context thrown away on each side inside the picture. */
  readonly halo: number;
  readonly multipleOf: number;
}

/** Runs a network over whole pictures, tile by tile: memory does not grow with the picture but for the map itself. */
export interface Predictor {
  predict(picture: PreparedPicture, signal?: AbortSignal): Promise<MapPlane>;
  close(): Promise<void>;
}

/**
 * @param program a network with the input `image` `[1, 3, H, W]` and the output `map` `[1, 1, H, W]`
 */
export async function openPredictor(
  device: Device,
  program: CompiledProgram,
  { tile, halo, multipleOf }: TileSettings,
): Promise<Predictor> {
  const loaded: Program = await device.load(program);
  return {
    predict: async (picture, signal) => {
      const plan = planTiles(picture.width, picture.height, { tile, halo, multipleOf });
      const stitched = createStitchedOutput(plan);
      const image = { ...picture, colour: 'multichannel', bitDepth: 32 } as const;
      for (const each of plan.tiles) {
        signal?.throwIfAborted();
        const block = readTile(image, each);
        const area = block.width * block.height;
        const feed = floats([1, 3, block.height, block.width], asThree(block.data as Float32Array, area));
        const { map } = await loaded.run({ image: feed });
        stitchTile(stitched, each, (map as Tensor<'float32'>).data);
      }
      return { width: picture.width, height: picture.height, data: stitched.data };
    },
    close: () => loaded.release(),
  };
}

/** A grey block is repeated for the three channels that networks read. */
function asThree(data: Float32Array, area: number): Float32Array {
  if (data.length === 3 * area) return data;
  const three = new Float32Array(3 * area);
  for (let channel = 0; channel < 3; channel++) three.set(data, channel * area);
  return three;
}
