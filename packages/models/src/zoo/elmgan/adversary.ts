import {
  add,
  concat,
  type Dim,
  expand,
  mean,
  mul,
  reshape,
  square,
  sub,
  type Value,
} from '@celltally/engine';
import type { Adversary } from '../../architecture.js';
import { ArchitectureOptionError } from '../../errors.js';
import { patchDiscriminator } from './discriminator.js';
import type { ElmganOptions } from './options.js';

/** Least squares (Mao et al. 2017): mean squared distance of scores from what they should be. */
const distance = (scores: Value, wanted: 0 | 1): Value => mean(square(sub(scores, wanted)));

/** A number for each picture as a plane, `[N]` to `[N, 1, H, W]`. */
function planeOf(numbers: Value, like: Value): Value {
  const [n, , height, width] = like.shape as readonly [Dim, Dim, Dim, Dim];
  return expand(reshape(numbers, [n, 1, 1, 1]), [n, 1, height, width]);
}

/**
 * ELMGAN's second network (CMTD): the discriminator of pix2pix over the picture, its map in [-1, 1] and its count, a
 * plane of `count / countScale`.
 */
export const adversary: Adversary<ElmganOptions> = {
  network(scope, { image, map, count }, { width, countPlane, countScale }) {
    if (!(countScale > 0))
      throw new ArchitectureOptionError('elmgan', 'countScale', 'a positive number', countScale);
    const planes = [image, sub(mul(map, 2), 1)];
    if (countPlane) planes.push(planeOf(mul(count, 1 / countScale), image));
    return patchDiscriminator(scope, concat(planes, 1), width);
  },
  objective({ real, predicted }) {
    const [forReal, forPredicted] = [distance(real, 1), distance(predicted, 0)];
    return {
      loss: mul(add(forReal, forPredicted), 0.5),
      metrics: { realScore: mean(real), predictedScore: mean(predicted) },
    };
  },
  persuasion: (predicted) => distance(predicted, 1),
};
