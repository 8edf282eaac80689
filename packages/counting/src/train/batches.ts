import { floats, type Tensor } from '@celltally/engine';
import type { Random } from '@celltally/imaging';
import type { MapPlane } from '@celltally/models';
import type { MaskDeclaration } from '@celltally/nn';
import type { PreparedPicture } from '../picture/preparation.js';
import { type Augmentation, drawPlacement, drawTint } from './augment.js';
import { cutMap, cutPicture, sourceIndices } from './patch.js';

/** A training picture with its map. */
export interface Example {
  readonly name: string;
  readonly picture: PreparedPicture;
  readonly map: MapPlane;
}

export interface BatchOptions {
  readonly size: number;
  readonly batch: number;
  /** Patches cut from each picture in an epoch. */
  readonly patches: number;
  readonly augmentation: Augmentation;
}

/** Number of steps of an epoch; the last one is filled up from the start of the order. */
export const stepsPerEpoch = (examples: number, { batch, patches }: BatchOptions): number =>
  Math.ceil((examples * patches) / batch);

/** The order in which an epoch visits the examples: each `patches` times, shuffled anew, whole batches. */
export function epochOrder(examples: number, options: BatchOptions, random: Random): number[] {
  const order: number[] = [];
  for (let round = 0; round < options.patches; round++) {
    order.push(...random.shuffle(Array.from({ length: examples }, (_, i) => i)));
  }
  const whole = stepsPerEpoch(examples, options) * options.batch;
  for (let i = 0; order.length < whole; i++) order.push(order[i] as number);
  return order;
}

/** Cuts, turns and tints one batch: `image` `[N, 3, S, S]` and `target` `[N, 1, S, S]`. */
export function makeBatch(
  examples: readonly Example[],
  options: BatchOptions,
  random: Random,
): { image: Tensor<'float32'>; target: Tensor<'float32'> } {
  const { size, augmentation } = options;
  const area = size * size;
  const image = new Float32Array(examples.length * 3 * area);
  const target = new Float32Array(examples.length * area);
  examples.forEach(({ picture, map }, i) => {
    const indices = sourceIndices(
      drawPlacement(random, picture, size, augmentation),
      picture.width,
      picture.height,
    );
    cutPicture(picture, indices, drawTint(random, picture.channels, augmentation), image, i * 3 * area);
    cutMap(map, indices, target, i * area);
  });
  return {
    image: floats([examples.length, 3, size, size], image),
    target: floats([examples.length, 1, size, size], target),
  };
}

/** Draws the dropout masks of one step. */
export const drawMasks = (masks: readonly MaskDeclaration[], random: Random): Record<string, Tensor> =>
  Object.fromEntries(
    masks.map(({ name, shape, keep }) => {
      const length = shape.reduce((n, d) => n * d, 1);
      return [
        name,
        floats(
          shape,
          Float32Array.from({ length }, () => (random.uniform() < keep ? 1 / keep : 0)),
        ),
      ];
    }),
  );
