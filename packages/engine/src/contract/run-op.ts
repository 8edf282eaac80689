import { gradients } from '../autodiff/gradient.js';
import { type CompileOptions, compile } from '../compile.js';
import type { Value } from '../graph/value.js';
import { input } from '../ops/source.js';
import type { Device } from '../runtime/device.js';
import { floatData, type Tensor } from '../tensor.js';
import { type Deviation, deviation, type GoldenCase, type GoldenTensors, goldenTensor } from './golden.js';
import { goldenOps } from './golden-ops.js';

/**
 * Runs an op forward and backward: `CASE/y` is its output, `CASE/dy` the cotangent, `CASE/dINPUT` the gradients. What
 * else an op results in (running statistics) is compared under its own name.
 */
export async function runGoldenOp(
  device: Device,
  golden: GoldenCase,
  tensors: GoldenTensors,
  options: Pick<CompileOptions, 'standard' | 'device'> = {},
): Promise<Deviation[]> {
  const build = goldenOps[golden.op];
  if (build === undefined) throw new Error(`no op is known for golden case ${golden.name} (${golden.op})`);
  const at = (name: string): Tensor => goldenTensor(tensors, `${golden.name}/${name}`);
  const inputs: Record<string, Value> = {};
  for (const name of golden.inputs ?? []) inputs[name] = input(name, at(name).shape);
  const built = build(inputs, golden.attributes, at);
  const { y, others = {} } = 'y' in built ? built : { y: built };
  const wrt = Object.entries(inputs).filter(([name]) => tensors.has(`${golden.name}/d${name}`));
  const found = gradients(
    y,
    wrt.map(([, value]) => value),
    input('dy', y.shape),
  );
  const outputs: Record<string, Value> = { y, ...others };
  wrt.forEach(([name], i) => {
    outputs[`d${name}`] = found[i] as Value;
  });
  const compiled = compile({ device: device.name, ...options, outputs });
  const program = await device.load(compiled);
  const results = await program.run(Object.fromEntries(compiled.inputs.map(({ name }) => [name, at(name)])));
  await program.release();
  return Object.keys(outputs).map((name) => ({
    tensor: name,
    error: deviation(floatData(results[name] as Tensor), floatData(at(name))),
  }));
}
