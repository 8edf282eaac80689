import { openDevice } from '#platform';
import { compile } from '../compile.js';
import { uniform } from '../contract/samples.js';
import { split } from '../ops/join.js';
import { input } from '../ops/source.js';
import type { DeviceName } from '../runtime/device.js';
import { floatData } from '../tensor.js';

/** Cuts a vector into parts of 1, 2, 3, 1, 2, 3, ... on a device; gives the vector, and the parts in their order. */
export async function cutInParts(
  name: DeviceName,
  count: number,
): Promise<{ readonly whole: readonly number[]; readonly parts: readonly (readonly number[])[] }> {
  const sizes = Array.from({ length: count }, (_, i) => 1 + (i % 3));
  const whole = uniform([sizes.reduce((a, b) => a + b, 0)], 1);
  const cut = split(input('x', whole.shape), 0, sizes);
  const outputs = Object.fromEntries(cut.map((part, i) => [`part${i}`, part]));
  const device = await openDevice(name, { threads: 1 });
  try {
    const program = await device.load(compile({ outputs, device: name }));
    const found = await program.run({ x: whole });
    await program.release();
    return { whole: [...floatData(whole)], parts: cut.map((_, i) => [...floatData(found[`part${i}`]!)]) };
  } finally {
    await device.close();
  }
}
