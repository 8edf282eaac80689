import fc from 'fast-check';
import type { Device } from '../runtime/device.js';
import { type GradientCheck, gradientFaults } from './gradient-check.js';

// One seed makes every run alike; set these for a longer hunt.
const seed = Number(process.env.CELLTALLY_FUZZ_SEED ?? 1);
const more = Number(process.env.CELLTALLY_FUZZ_FACTOR ?? 1);

/** An arbitrary seed for sample data. */
export const sampleSeed = fc.integer({ min: 0, max: 2 ** 31 - 1 });

/** Draws shapes and attributes, and fails where a gradient contradicts the function's differences. */
export const checkGradients = <T>(
  device: Device,
  arbitrary: fc.Arbitrary<T>,
  check: (drawn: T, seed: number) => Omit<GradientCheck, 'seed'>,
  runs = 12,
): Promise<void> =>
  fc.assert(
    fc.asyncProperty(arbitrary, sampleSeed, async (drawn, data) => {
      const faults = await gradientFaults(device, { seed: data, ...check(drawn, data) });
      if (faults.length > 0) throw new Error(`gradients are wrong: ${JSON.stringify(faults)}`);
    }),
    { seed, numRuns: runs * more },
  );
