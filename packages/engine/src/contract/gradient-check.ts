import { gradients } from '../autodiff/gradient.js';
import { compile } from '../compile.js';
import type { Value } from '../graph/value.js';
import { add, mul } from '../ops/arithmetic.js';
import { sum } from '../ops/reduce.js';
import { constant, input } from '../ops/source.js';
import type { Device, Program } from '../runtime/device.js';
import { staticShape } from '../shape.js';
import { floatData, floats, type Tensor } from '../tensor.js';
import { randomNumbers, uniform } from './samples.js';

/** A differentiable function at a point. */
export interface GradientCheck {
  /** Its results, from inputs of the names and shapes of `at`. */
  readonly build: (inputs: Readonly<Record<string, Value>>) => Value | readonly Value[];
  readonly at: Readonly<Record<string, Tensor>>;
  /** Inputs that the function declares itself, and which stay as they are. */
  readonly fixed?: Readonly<Record<string, Tensor>>;
  /** Chooses the cotangents and the directions. */
  readonly seed: number;
  /** Half of what a sample moves at most. Default 0.02. */
  readonly step?: number;
}

/** A gradient that the function's own differences contradict. */
export interface GradientFault {
  readonly input: string;
  /** The derivative along the direction: from the gradient, from differences, and how far apart they may be. */
  readonly analytic: number;
  readonly numeric: number;
  readonly allowed: number;
}

// The relative part covers the differences' own error, the other the rounding of each float32 result.
const RELATIVE = 5e-3;
const ROUNDING = 4e-7;

/**
 * Compares each gradient with central differences. The function's results are weighted by random cotangents and
 * summed; each input moves along a direction that is half its own gradient, so that the derivative is far from zero
 * and a wrong factor shows, and half noise, so that a missing part shows.
 */
export async function gradientFaults(
  device: Device,
  { build, at, fixed = {}, seed, step = 0.02 }: GradientCheck,
): Promise<GradientFault[]> {
  const names = Object.keys(at);
  const inputs = Object.fromEntries(
    Object.entries(at).map(([name, { shape }]) => [name, input(name, shape)]),
  );
  const built = build(inputs);
  const results = 'node' in built ? [built] : built;
  // Away from zero: a scalar result has a single weight, on which its whole gradient hangs.
  const weights = results.map(({ shape }, i) =>
    uniform(staticShape(shape, 'gradientFaults'), seed + i, 0.5, 1.5),
  );
  const loss = results
    .map((value, i) => sum(mul(value, constant(weights[i] as Tensor))))
    .reduce((total, term) => add(total, term));
  const found = gradients(
    loss,
    names.map((name) => inputs[name] as Value),
  );
  const outputs = Object.fromEntries([
    ...results.map((value, i) => [`result ${i}`, value] as const),
    ...names.map((name, i) => [`gradient of ${name}`, found[i] as Value] as const),
  ]);
  const program = await device.load(compile({ outputs }));
  const faults: GradientFault[] = [];
  const base = await program.run({ ...fixed, ...at });
  for (const name of names) {
    const gradient = floatData(base[`gradient of ${name}`] as Tensor);
    const direction = directionOf(gradient, seed + name.length);
    const analytic = dot(gradient, direction);
    const moved = (amount: number) =>
      weightedSum(
        program,
        { ...fixed, ...at, [name]: along(at[name] as Tensor, direction, amount) },
        weights,
      );
    const slope = async (h: number) => ((await moved(h)).value - (await moved(-h)).value) / (2 * h);
    // Richardson's extrapolation: the error of second order in the step cancels.
    const numeric = (4 * (await slope(step)) - (await slope(2 * step))) / 3;
    const { magnitude } = await moved(0);
    const allowed =
      RELATIVE * Math.max(Math.abs(analytic), Math.abs(numeric)) + (ROUNDING * magnitude) / step;
    if (!(Math.abs(analytic - numeric) <= allowed)) faults.push({ input: name, analytic, numeric, allowed });
  }
  await program.release();
  return faults;
}

const dot = (a: Float32Array, b: Float32Array): number =>
  a.reduce((total, v, i) => total + v * (b[i] as number), 0);

/** Within [-1, 1]. */
function directionOf(gradient: Float32Array, seed: number): Float32Array {
  const random = randomNumbers(seed);
  const largest = gradient.reduce((most, v) => Math.max(most, Math.abs(v)), 1e-12);
  return gradient.map((v) => (0.5 * v) / largest + (random() - 0.5));
}

const along = ({ shape, data }: Tensor, direction: Float32Array, amount: number): Tensor =>
  floats(
    shape,
    (data as Float32Array).map((v, i) => v + amount * (direction[i] as number)),
  );

/** The weighted sum of the results in double precision, and the same of their magnitudes. */
async function weightedSum(
  program: Program,
  feeds: Readonly<Record<string, Tensor>>,
  weights: readonly Tensor[],
): Promise<{ value: number; magnitude: number }> {
  const results = await program.run(
    feeds,
    weights.map((_, i) => `result ${i}`),
  );
  let [value, magnitude] = [0, 0];
  weights.forEach((weight, i) => {
    floatData(results[`result ${i}`] as Tensor).forEach((v, k) => {
      const term = v * (weight.data[k] as number);
      value += term;
      magnitude += Math.abs(term);
    });
  });
  return { value, magnitude };
}
