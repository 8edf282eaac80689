import {
  abs,
  add,
  averagePool2d,
  div,
  greater,
  mean,
  mul,
  relu,
  staticShape,
  stopGradient,
  sub,
  sum,
  type Value,
  where,
} from '@celltally/engine';
import type { Objective, ObjectiveOptions, Prediction, Truth } from '../architecture.js';
import { ModelError } from '../errors.js';
import { countError, sumBlocks } from './map.js';
import { sinkhorn } from './sinkhorn.js';

export interface DmCountOptions {
  /** Weight of the transport, per squared pixel. Default 0.1. */
  readonly transport?: number;
  /** Weight of the total variation, per cell. Default 0.01. */
  readonly variation?: number;
  /** Least side of a cell of the grid on which mass is transported, in pixels of the picture. Default 8. */
  readonly cell?: number;
  /** Entropic regularisation, in squared pixels. Default 10. */
  readonly epsilon?: number;
  /** Updates of the potentials. Default 30. */
  readonly iterations?: number;
}

/** Of a cell: keeps shares finite where nothing is predicted. */
const FLOOR = 1e-3;

/**
 * DM-Count (Wang et al., "Distribution Matching for Crowd Counting", 2020) for maps that sum to a count: with z the true
 * and ẑ the predicted density in cells, n = Σz,
 *
 *     pixel · (0.1 · OT(z/n, ẑ/Σẑ) + 0.01 · n · ½·Σ|z/n − ẑ/Σẑ|) + count · |n − Σẑ|
 *
 * as the mean over the batch; the paper's weights are `pixel` = `count` = 1. Pictures without cells have the last term
 * alone. The paper's z are dots: give the density a small sigma, or learn the target `count` from points.
 *
 * The transport's gradient is its dual potential, as in the paper: no gradient goes through its computation, which is
 * described at `sinkhorn`. It runs on a grid of 8 pixels, the stride of the paper's network, so that maps of
 * any stride can learn by it; the total variation compares the maps themselves. A map may be negative where a linear
 * head leaves it so: such mass is transported nowhere, but counted and compared.
 *
 * @throws ModelError for maps that do not sum to a count
 */
export const dmCountObjective =
  ({ transport = 0.1, variation = 0.01, cell = 8, epsilon = 10, iterations = 30 }: DmCountOptions = {}) =>
  (prediction: Prediction, truth: Truth, options: ObjectiveOptions): Objective => {
    const { weights, cellMass } = options;
    if (cellMass === undefined) {
      throw new ModelError(
        'dm-count needs maps that sum to a count: train the target density or count, or choose another objective',
      );
    }
    const counts = countError(prediction, truth, cellMass) as Value;
    const found = mul(prediction.map, 1 / cellMass);
    const dots = mul(sumBlocks(truth.map, found), 1 / cellMass);
    const cells = total(dots);
    // Without cells any distribution will do: the terms that compare with it have no weight.
    const inhabited = greater(cells, FLOOR);
    const shares = div(where(inhabited, dots, 1), where(inhabited, cells, sizeOf(dots)));
    const some = where(inhabited, 1, 0);
    const mass = add(total(relu(found)), FLOOR);

    const stride = (truth.map.shape[2] as number) / (found.shape[2] as number);
    const blocks = blocksOf(found, cell / stride);
    const spread = sumOver(div(relu(found), mass), blocks);
    const goal = sumOver(shares, blocks);
    const even = add(spread, FLOOR / sizeOf(spread));
    const { potentials } = sinkhorn(stopGradient(div(even, total(even))), goal, {
      cell: stride * blocks,
      epsilon,
      iterations,
    });
    const [outward, inward] = potentials.map(stopGradient) as [Value, Value];
    const distance = mul(add(total(mul(outward, spread)), total(mul(inward, goal))), some);
    const difference = mul(total(abs(sub(div(found, mass), shares))), mul(some, 0.5));

    const matching = add(mul(distance, transport), mul(mul(difference, cells), variation));
    return {
      loss: add(mul(mean(matching), weights.pixel), mul(counts, weights.count)),
      metrics: { countError: counts, transport: mean(distance), variation: mean(difference) },
    };
  };

/** `[N, 1, h, w]` to the sum of each picture, `[N, 1, 1, 1]`. */
const total = (map: Value): Value => sum(map, { axes: [1, 2, 3], keepDims: true });

const sizeOf = (map: Value): number => {
  const [, , height, width] = staticShape(map.shape, 'dm-count') as [number, number, number, number];
  return height * width;
};

const sumOver = (map: Value, blocks: number): Value =>
  blocks === 1 ? map : mul(averagePool2d(map, blocks), blocks ** 2);

/** The side of the least blocks into which a map can be cut and that have at least the side `wanted`. */
function blocksOf(map: Value, wanted: number): number {
  const [, , height, width] = staticShape(map.shape, 'dm-count') as [number, number, number, number];
  for (let side = Math.max(1, Math.ceil(wanted)); side <= Math.min(height, width); side++) {
    if (height % side === 0 && width % side === 0) return side;
  }
  return 1;
}
