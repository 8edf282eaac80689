import { compile } from '../compile.js';
import type { Value } from '../graph/value.js';
import { input } from '../ops/source.js';
import { adam, adamW } from '../optim/adam.js';
import type { Optimiser } from '../optim/optimiser.js';
import { sgd } from '../optim/sgd.js';
import type { Device } from '../runtime/device.js';
import { floatData, floats, scalar, type Tensor, zeros } from '../tensor.js';
import { type Deviation, deviation, type GoldenCase, type GoldenTensors, goldenTensor } from './golden.js';

interface OptimiserAttributes {
  readonly lr: number;
  readonly beta1?: number;
  readonly beta2?: number;
  readonly epsilon?: number;
  readonly weightDecay?: number;
  readonly momentum?: number;
}

/** Which optimiser each golden trajectory belongs to. */
const goldenOptimisers: Readonly<Record<string, (attributes: OptimiserAttributes) => Optimiser>> = {
  'optimizer.adam': adam,
  'optimizer.adam_gan': adam,
  'optimizer.adamW': adamW,
  'optimizer.sgd_momentum': sgd,
};

/** One update as a program: parameters and state are residents, the gradient and the step's scalars are fed. */
function updateProgram(optimiser: Optimiser, length: number) {
  const vector = (name: string): Value => input(name, [length]);
  const named = (names: readonly string[], make: (name: string) => Value): Record<string, Value> =>
    Object.fromEntries(names.map((name) => [name, make(name)]));
  const update = optimiser.update({
    parameters: vector('parameters'),
    gradient: vector('gradient'),
    state: named(optimiser.state, vector),
    scalars: named(Object.keys(optimiser.scalars(1, 1)), (name) => input(name, [])),
  });
  const next = Object.entries({ parameters: update.parameters, ...update.state });
  return compile({
    outputs: Object.fromEntries(next.map(([name, value]) => [`${name}.next`, value])),
    updates: Object.fromEntries(next.map(([name]) => [`${name}.next`, name])),
  });
}

/**
 * Runs an optimiser from `optimizer/initial` over the rows of `optimizer/gradients`; the parameters after each step are
 * the rows of `optimizer/NAME`.
 */
export async function runGoldenOptimiser(
  device: Device,
  golden: GoldenCase,
  tensors: GoldenTensors,
): Promise<Deviation[]> {
  const build = goldenOptimisers[golden.name];
  if (build === undefined) throw new Error(`no optimiser is known for golden case ${golden.name}`);
  const attributes = golden.attributes as unknown as OptimiserAttributes;
  const optimiser = build(attributes);
  const initial = goldenTensor(tensors, 'optimizer/initial');
  const all = goldenTensor(tensors, 'optimizer/gradients');
  const expected = floatData(goldenTensor(tensors, golden.name.replace('.', '/')));
  const [steps, length] = all.shape as readonly [number, number];

  const program = await device.load(updateProgram(optimiser, length));
  const state = Object.fromEntries(optimiser.state.map((name) => [name, zeros('float32', [length])]));
  await device.write({ ...state, parameters: initial });
  const rows: Deviation[] = [];
  for (let step = 1; step <= steps; step++) {
    const row = (data: Float32Array): Float32Array => data.slice((step - 1) * length, step * length);
    const scalars = Object.entries(optimiser.scalars(step, attributes.lr));
    await program.run({
      gradient: floats([length], row(floatData(all))),
      ...Object.fromEntries(scalars.map(([name, value]) => [name, scalar(value)])),
    });
    const { parameters } = await device.read(['parameters']);
    rows.push({
      tensor: `parameters after step ${step}`,
      error: deviation(floatData(parameters as Tensor), row(expected)),
    });
  }
  await program.release();
  return rows;
}
