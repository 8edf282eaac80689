import { compile } from '../compile.js';
import type { Value } from '../graph/value.js';
import type { Device } from '../runtime/device.js';
import type { Tensor } from '../tensor.js';

/** Compiles a graph, runs it once on a device and returns its outputs. */
export async function evaluate(
  device: Device,
  outputs: Readonly<Record<string, Value>>,
  feeds: Readonly<Record<string, Tensor>> = {},
): Promise<Record<string, Tensor>> {
  const compiled = compile({ outputs });
  const program = await device.load(compiled);
  const read = new Set(compiled.inputs.map(({ name }) => name));
  const fed = Object.entries(feeds).filter(([name]) => read.has(name));
  const results = await program.run(Object.fromEntries(fed));
  await program.release();
  return results;
}
