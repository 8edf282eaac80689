import { type CompiledProgram, symbol } from '@celltally/engine';
import { compileExport, flatLayout, initialVector, unflatten } from '@celltally/nn';
import { buildPredicting } from '../train/network.js';
import type { PlannedNetwork } from './network-cost.js';

/** Weights that nobody looks at: a stream of numbers that is cheaper than a good one. */
function cheapRandom(): { uniform(): number; normal(): number } {
  let state = 1;
  const uniform = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  return { uniform, normal: () => 2 * (uniform() + uniform() + uniform() - 1.5) };
}

/** A network with fresh weights as it is exported, for pictures of any size, or of this one only if it must. */
export function networkProgram(
  { architecture, options, stage }: Pick<PlannedNetwork, 'architecture' | 'options' | 'stage'>,
  size: number,
): CompiledProgram {
  const { sizes, multipleOf } = architecture;
  const side = (axis: string) => (sizes === 'fixed' ? size : symbol(axis, multipleOf));
  const network = buildPredicting(stage, options, [symbol('batch'), 3, side('height'), side('width')]);
  const random = cheapRandom();
  const tensors = [network.parameters, network.buffers].flatMap((declarations) => [
    ...unflatten(flatLayout(declarations), initialVector(declarations, random)),
  ]);
  const { map, count } = network.result;
  return compileExport({
    network,
    outputs: { map, ...(count === undefined ? {} : { count }) },
    tensors: new Map(tensors),
  });
}
