import { type CompiledProgram, floats, type Tensor } from '@celltally/engine';
import type { Random } from '@celltally/imaging';
import type { MapPlane } from '@celltally/models';
import type { MaskDeclaration } from '@celltally/nn';
import type { PictureKind } from '../choice/picture-kind.js';
import type { PreparedPicture } from '../picture/preparation.js';
import { type Augmentation, drawPlacement, drawSide, drawTint } from './augment.js';
import { addGlare, drawGlare } from './glare.js';
import { COUNT, IMAGE, TARGET } from './names.js';
import { cutMap, cutPicture, sourceIndices, sumOver } from './patch.js';
import { resizePlanes } from './resize-planes.js';
import { drawStains, type Light, varyStains } from './stains.js';
import { visitsOf, visitsPerRound } from './visits.js';

/** A training picture with what a step needs to know of it. */
export interface Example {
  readonly name: string;
  readonly kind: PictureKind;
  readonly picture: PreparedPicture;
  /** Its training map. */
  readonly map?: MapPlane;
  /** Its cells, each spread over the pixels that it has, so that the sum over a patch is the patch's count. */
  readonly counts?: MapPlane;
}

export interface BatchOptions {
  readonly size: number;
  readonly batch: number;
  /** Patches cut from each picture in an epoch. */
  readonly patches: number;
  readonly augmentation: Augmentation;
  /** What the values of the pictures mean. */
  readonly light: Light;
  /** Whether the sum of a training map counts its cells, and must stay when the map is resized. */
  readonly sums: boolean;
}

/** Number of steps of an epoch; the last one is filled up from the start of the order. */
export const stepsPerEpoch = (shares: readonly number[], { batch, patches }: BatchOptions): number =>
  Math.ceil((visitsPerRound(shares) * patches) / batch);

/** The order in which an epoch visits the examples: `patches` rounds by their shares, shuffled anew, whole batches. */
export function epochOrder(shares: readonly number[], options: BatchOptions, random: Random): number[] {
  const order: number[] = [];
  for (let round = 0; round < options.patches; round++) order.push(...visitsOf(shares, random));
  const whole = stepsPerEpoch(shares, options) * options.batch;
  for (let i = 0; order.length < whole; i++) order.push(order[i] as number);
  return order;
}

/** A batch by the names of a program's inputs. */
export interface Batch {
  /** `[N, 3, S, S]`. */
  readonly [IMAGE]: Tensor<'float32'>;
  /** Training maps `[N, 1, S, S]`, where the examples have them. */
  readonly [TARGET]?: Tensor<'float32'>;
  /** Numbers of cells `[N]`, where the examples have count planes. */
  readonly [COUNT]?: Tensor<'float32'>;
}

/** Cuts, turns and tints one batch of examples that all know the same. */
export function makeBatch(examples: readonly Example[], options: BatchOptions, random: Random): Batch {
  const { size, augmentation, light, sums } = options;
  const area = size * size;
  const image = new Float32Array(examples.length * 3 * area);
  const target = examples[0]?.map && new Float32Array(examples.length * area);
  const count = examples[0]?.counts && new Float32Array(examples.length);
  examples.forEach(({ kind, picture, map, counts }, i) => {
    const side = drawSide(random, size, augmentation);
    const indices = sourceIndices(
      drawPlacement(random, picture, side, augmentation),
      picture.width,
      picture.height,
    );
    const cut = cutPicture(picture, indices, drawTint(random, picture.channels, augmentation));
    const patch = resizePlanes(cut, side, size);
    const stains = drawStains(random, isTissue(kind, picture) ? augmentation.stain : 0);
    if (stains !== undefined) varyStains(patch, stains, light);
    const glare = drawGlare(random, size, augmentation.glare);
    if (glare !== undefined) addGlare(patch, size, glare);
    image.set(patch, i * 3 * area);
    if (target && map) {
      const plane = resizePlanes(cutMap(map, indices), side, size);
      const factor = sums ? (side / size) ** 2 : 1;
      target.set(factor === 1 ? plane : plane.map((value) => value * factor), i * area);
    }
    if (count && counts) count[i] = sumOver(counts, indices);
  });
  return {
    [IMAGE]: floats([examples.length, 3, size, size], image),
    ...(target && { [TARGET]: floats([examples.length, 1, size, size], target) }),
    ...(count && { [COUNT]: floats([examples.length], count) }),
  };
}

/** In colour and on bright ground: what is dark there has taken light away. */
const isTissue = (kind: PictureKind, { channels }: PreparedPicture): boolean =>
  channels === 3 && (kind === 'stained' || kind === 'pale');

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

/** Those feeds that a program reads. */
export function readBy(
  { inputs }: Pick<CompiledProgram, 'inputs'>,
  feeds: Readonly<Record<string, Tensor | undefined>>,
): Record<string, Tensor> {
  const read = inputs.flatMap(({ name }) => {
    const tensor = feeds[name];
    return tensor === undefined ? [] : [[name, tensor] as const];
  });
  return Object.fromEntries(read);
}
