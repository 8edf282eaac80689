import { adam, type Device, floatData, floats, input, type Tensor } from '@celltally/engine';
import { createRandom } from '@celltally/imaging';
import { build, compileTrainingStep, initialVector } from '@celltally/nn';
import type { Architecture, Stage } from '../architecture.js';
import { mapObjective } from '../objectives/map.js';
import type { ObjectiveFunction } from '../objectives/named.js';
import type { NetworkOptions } from '../options.js';
import { densityTarget } from '../targets/density.js';
import { noisePicture } from './small-package.node.js';

const SIZE = 32;
/** Places of the cells in the one picture that is learnt. */
const CELLS = [
  { x: 6.5, y: 7.5 },
  { x: 22.5, y: 9.5 },
  { x: 14.5, y: 24.5 },
];

/**
 * Trains a fresh network on one small picture with bright cells, and says the loss before every step. Density and
 * picture show the same places, so that any network that gets its gradient learns them.
 */
export async function lossesOf(
  device: Device,
  architecture: Architecture,
  options: NetworkOptions,
  {
    steps = 40,
    learningRate = 0.003,
    objective = mapObjective,
  }: { readonly steps?: number; readonly learningRate?: number; readonly objective?: ObjectiveFunction } = {},
): Promise<number[]> {
  const target = densityTarget({ sigma: 2, scale: 10 });
  const { data } = target.target({ kind: 'points', points: CELLS }, { width: SIZE, height: SIZE });
  const image = input('image', [1, 3, SIZE, SIZE]);
  const stage = architecture.stages.at(-1) as Stage;
  const network = build((scope) => stage.network(scope, image, options), { training: true });
  const truth = { map: input('map', [1, 1, SIZE, SIZE]), count: input('count', [1]) };
  const { loss } = objective(network.result, truth, {
    weights: { pixel: 1, count: 0.1, adversarial: 0 },
    cellMass: 10,
  });
  const step = compileTrainingStep({ network, loss, optimiser: adam(), clip: 1 });
  const program = await device.load(step.program);
  const random = createRandom(3);
  await device.write(
    step.initialState(initialVector(network.parameters, random), initialVector(network.buffers, random)),
  );
  const picture = floats(
    [1, 3, SIZE, SIZE],
    noisePicture(SIZE, SIZE).data.map((noise, i) => noise / 1000 + 10 * (data[i % (SIZE * SIZE)] as number)),
  );
  const known: Record<string, Tensor> = {
    image: picture,
    map: floats([1, 1, SIZE, SIZE], data),
    count: floats([1], [CELLS.length]),
  };
  for (const { name, shape, keep } of network.masks) {
    const length = shape.reduce((n, d) => n * d, 1);
    known[name] = floats(
      shape,
      Float32Array.from({ length }, () => (random.uniform() < keep ? 1 / keep : 0)),
    );
  }
  const wanted = new Set(step.program.inputs.map(({ name }) => name));
  const feeds = Object.fromEntries(Object.entries(known).filter(([name]) => wanted.has(name)));
  const losses: number[] = [];
  for (let i = 1; i <= steps; i++) {
    const result = await program.run({ ...feeds, ...step.scalars(i, learningRate) });
    losses.push(floatData(result.loss as Tensor)[0] as number);
  }
  await program.release();
  return losses;
}
