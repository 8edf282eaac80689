import { compile, input, mul, sum, symbol } from '@celltally/engine';
import { densityTarget } from '@celltally/models';
import type { NetworkModel } from '../usable-model.js';

/** A model whose map is the picture in full scales, times 100: its count is the picture's total brightness. */
export function brightnessModel(): NetworkModel {
  const image = input('image', [1, 3, symbol('height'), symbol('width')]);
  const target = densityTarget();
  return {
    name: 'brightness',
    program: compile({ outputs: { map: mul(sum(image, { axes: [1], keepDims: true }), 100 / 3) } }),
    target,
    settings: target.defaults,
    preparation: { normalisation: { kind: 'fixed', mean: 0, std: 1 } },
    tiles: { tile: 32, halo: 4, multipleOf: 4 },
  };
}
