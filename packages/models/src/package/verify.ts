import { type Device, floatData, type Tensor } from '@celltally/engine';
import { TOLERANCE } from './descriptor.js';
import type { ModelPackage } from './model-package.js';
import { prepareTensor } from './preprocessing.js';

/** How a package's test went. */
export interface Verification {
  /** Largest absolute difference between the map computed here and the one in the package. */
  readonly largest: number;
  /** The same, relative to the largest value of the package's map. */
  readonly relative: number;
  /** Whether every pixel is within the tolerance that the package states. */
  readonly passed: boolean;
}

/** Prepares pictures `[N, C, H, W]` and runs a packaged network on them: its test, or the making of one. */
export async function runPackage(
  { program, settings }: Pick<ModelPackage, 'program' | 'settings'>,
  pictures: Tensor,
  device: Device,
): Promise<Tensor> {
  const loaded = await device.load(program);
  try {
    const [image, map] = [program.inputs[0]!.name, program.outputs[0]!.name];
    return (await loaded.run({ [image]: prepareTensor(pictures, settings.preparation) }))[map]!;
  } finally {
    await loaded.release();
  }
}

/** Runs a package's test picture on a device and compares the map with the package's own. */
export async function verifyPackage(contents: ModelPackage, device: Device): Promise<Verification> {
  const found = floatData(await runPackage(contents, contents.testInput, device));
  const expected = floatData(contents.testOutput);
  if (found.length !== expected.length) {
    return { largest: Number.POSITIVE_INFINITY, relative: Number.POSITIVE_INFINITY, passed: false };
  }
  let [largest, scale, passed] = [0, 0, true];
  expected.forEach((value, i) => {
    const difference = Math.abs(found[i]! - value);
    if (!(difference <= TOLERANCE.absolute + TOLERANCE.relative * Math.abs(value))) passed = false;
    largest = difference >= largest || Number.isNaN(difference) ? difference : largest;
    scale = Math.max(scale, Math.abs(value));
  });
  return { largest, relative: scale === 0 ? largest : largest / scale, passed };
}
