import {
  compile,
  type Device,
  floatData,
  floats,
  gradients,
  input,
  type Tensor,
  type Value,
} from '@celltally/engine';
import { createRandom } from '@celltally/imaging';
import { deviation } from './golden.node.js';

/** Values of inputs by name. */
export type Shapes = Readonly<Record<string, readonly number[]>>;

/**
 * How far two ways to compute the same thing are apart, on noise: the results, and the gradients with respect to every
 * input.
 */
export async function deviationsOf(
  device: Device,
  shapes: Shapes,
  ways: readonly [
    (inputs: Readonly<Record<string, Value>>) => Value,
    (inputs: Readonly<Record<string, Value>>) => Value,
  ],
): Promise<Record<string, number>> {
  const random = createRandom(5);
  const noise = (shape: readonly number[]): Tensor<'float32'> =>
    floats(
      shape,
      Float32Array.from({ length: shape.reduce((n, d) => n * d, 1) }, () => random.normal()),
    );
  const inputs = Object.fromEntries(
    Object.entries(shapes).map(([name, shape]) => [name, input(name, shape)]),
  );
  const feeds: Record<string, Tensor> = Object.fromEntries(
    Object.entries(shapes).map(([name, shape]) => [name, noise(shape)]),
  );
  const results: Record<string, Tensor>[] = [];
  for (const way of ways) {
    const y = way(inputs);
    const seed = input('dy', y.shape);
    feeds.dy ??= noise(y.shape as readonly number[]);
    const found = gradients(y, Object.values(inputs), seed);
    const outputs = {
      y,
      ...Object.fromEntries(Object.keys(inputs).map((name, i) => [`d${name}`, found[i]!])),
    };
    const program = await device.load(compile({ outputs }));
    results.push(await program.run(feeds));
    await program.release();
  }
  const [first, second] = results as [Record<string, Tensor>, Record<string, Tensor>];
  return Object.fromEntries(
    Object.keys(first).map((name) => [name, deviation(floatData(first[name]!), floatData(second[name]!))]),
  );
}
