import { input } from '@celltally/engine';
import { build } from '@celltally/nn';
import type { Architecture, Stage } from '../architecture.js';
import { cost } from '../cost.js';
import type { NetworkOptions } from '../options.js';

/** Parameters, and multiply-accumulates in billions at 256² and 512², as tables print them. */
export function priceOf(architecture: Architecture, options: NetworkOptions = architecture.defaults) {
  const stage = architecture.stages.at(-1) as Stage;
  const at = (size: number) =>
    cost(
      build((scope) => stage.network(scope, input('image', [1, 3, size, size]), options), {
        training: false,
      }),
    );
  const [small, large] = [at(256), at(512)];
  return {
    parameters: large.parameters,
    macs256: (small.macs / 1e9).toFixed(3),
    macs512: (large.macs / 1e9).toFixed(3),
    thop512: (large.thop / 1e9).toFixed(4),
  };
}
