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
  /** Whether every pixel, and the count, is within the tolerance that the package states. */
  readonly passed: boolean;
}

/**
 * Prepares pictures `[N, C, H, W]` and runs a packaged network on them: its test, or the making of one. Enlarging is not
 * part of it: the pictures have the size that the network sees.
 */
export async function runPackage(
  { program, settings }: Pick<ModelPackage, 'program' | 'settings'>,
  pictures: Tensor,
  device: Device,
): Promise<Pick<ModelPackage, 'testOutput' | 'testCount'>> {
  const loaded = await device.load(program);
  try {
    const [image, map, count] = [program.inputs[0]!, program.outputs[0]!, program.outputs[1]];
    const results = await loaded.run({ [image.name]: prepareTensor(pictures, settings.preparation) });
    return {
      testOutput: results[map.name]!,
      ...(count === undefined ? {} : { testCount: results[count.name]! }),
    };
  } finally {
    await loaded.release();
  }
}

/** Runs a package's test picture on a device and compares the map, and the count, with the package's own. */
export async function verifyPackage(contents: ModelPackage, device: Device): Promise<Verification> {
  const found = await runPackage(contents, contents.testInput, device);
  const map = compared(found.testOutput, contents.testOutput);
  if (contents.testCount === undefined || found.testCount === undefined) return map;
  return { ...map, passed: map.passed && compared(found.testCount, contents.testCount).passed };
}

function compared(mine: Tensor, theirs: Tensor): Verification {
  const [found, expected] = [floatData(mine), floatData(theirs)];
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
