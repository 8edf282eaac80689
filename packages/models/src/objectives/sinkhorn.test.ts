import { compile, type Device, floatData, floats, input, openDevice, type Tensor } from '@celltally/engine';
import { createRandom } from '@celltally/imaging';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SinkhornOptions, sinkhorn } from './sinkhorn.js';

let device: Device;
beforeAll(async () => {
  device = await openDevice('cpu', { threads: 1 });
});
afterAll(() => device.close());

type Grid = readonly [height: number, width: number];
interface Result {
  readonly value: number;
  readonly alpha: Float32Array;
  readonly beta: Float32Array;
}

/** Transports one distribution after another on one compiled program. */
async function transporter([height, width]: Grid, options: SinkhornOptions) {
  const shape = [1, 1, height, width];
  const { value, potentials } = sinkhorn(input('p', shape), input('q', shape), options);
  const program = await device.load(
    compile({ outputs: { value, alpha: potentials[0], beta: potentials[1] } }),
  );
  return async (p: ArrayLike<number>, q: ArrayLike<number>): Promise<Result> => {
    const found = await program.run({ p: floats(shape, p), q: floats(shape, q) });
    const data = (name: string) => floatData(found[name] as Tensor);
    return { value: data('value')[0] as number, alpha: data('alpha'), beta: data('beta') };
  };
}

/** The cheapest way to carry each dot to a place of its own, by trying all: mean squared distance in pixels. */
function cheapestAssignment(
  from: readonly number[],
  to: readonly number[],
  [, width]: Grid,
  cell: number,
): number {
  const between = (a: number, b: number): number =>
    cell ** 2 * ((Math.floor(a / width) - Math.floor(b / width)) ** 2 + ((a % width) - (b % width)) ** 2);
  const best = (left: readonly number[], i: number): number =>
    i === from.length
      ? 0
      : Math.min(
          ...left.map(
            (place, at) =>
              between(from[i]!, place) +
              best(
                left.filter((_, k) => k !== at),
                i + 1,
              ),
          ),
        );
  return best(to, 0) / from.length;
}

function dotsOn(places: readonly number[], [height, width]: Grid): Float32Array {
  const shares = new Float32Array(height * width);
  for (const place of places) shares[place]! += 1 / places.length;
  return shares;
}

function noise(length: number, seed: number): Float32Array {
  const random = createRandom(seed);
  const values = Float32Array.from({ length }, () => 0.1 + random.uniform());
  const total = values.reduce((sum, value) => sum + value, 0);
  return values.map((value) => value / total);
}

const dot = (a: ArrayLike<number>, b: Float32Array): number =>
  b.reduce((sum, value, i) => sum + value * (a[i] as number), 0);

describe('sinkhorn', () => {
  it('costs what the cheapest assignment of dots costs, where the regularisation is small', async () => {
    const grid: Grid = [3, 4];
    const transport = await transporter(grid, { cell: 2, epsilon: 0.02, iterations: 120 });
    const places = fc.array(fc.nat(11), { minLength: 4, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(places, places, async (from, to) => {
        const { value } = await transport(dotsOn(from, grid), dotsOn(to, grid));
        // The entropy that the regularisation grants is at most the logarithm of the number of dots.
        const cheapest = cheapestAssignment(from, to, grid, 2);
        expect(Math.abs(value - cheapest)).toBeLessThan(0.02 * Math.log(4) + 0.01);
      }),
      { numRuns: 40 },
    );
  });

  it('reaches across pictures, where kernels would vanish in single precision', async () => {
    const grid: Grid = [1, 32];
    const transport = await transporter(grid, { cell: 8, epsilon: 10, iterations: 3 });
    expect((await transport(dotsOn([0], grid), dotsOn([31], grid))).value).toBeCloseTo(248 ** 2, 0);
  });

  it('has a plan with the given marginals', async () => {
    const grid: Grid = [5, 6];
    const [cell, epsilon] = [3, 100];
    const transport = await transporter(grid, { cell, epsilon, iterations: 60 });
    const [p, q] = [noise(30, 1), noise(30, 2)];
    const { alpha, beta } = await transport(p, q);
    const plan = (i: number, j: number): number => {
      const [down, across] = [Math.floor(i / 6) - Math.floor(j / 6), (i % 6) - (j % 6)];
      return (
        p[i]! * q[j]! * Math.exp((alpha[i]! + beta[j]! - cell ** 2 * (down ** 2 + across ** 2)) / epsilon)
      );
    };
    const all = [...p.keys()];
    for (const here of all) {
      const sent = all.reduce((sum, other) => sum + plan(here, other), 0);
      const received = all.reduce((sum, other) => sum + plan(other, here), 0);
      expect(sent / p[here]!).toBeCloseTo(1, 3);
      expect(received / q[here]!).toBeCloseTo(1, 2);
    }
  });

  it('changes with a distribution as its potential says', async () => {
    const grid: Grid = [5, 6];
    const transport = await transporter(grid, { cell: 3, epsilon: 10, iterations: 60 });
    const [p, q] = [noise(30, 3), noise(30, 4)];
    const { alpha } = await transport(p, q);
    for (const seed of [5, 6, 7]) {
      const direction = noise(30, seed).map((value, i) => (value - noise(30, seed + 10)[i]!) / 4);
      const moved = async (amount: number) =>
        (
          await transport(
            p.map((value, i) => value + amount * direction[i]!),
            q,
          )
        ).value;
      const slope = (await moved(1)) - (await moved(-1));
      const expected = 2 * dot(alpha, direction);
      expect(Math.abs(slope - expected)).toBeLessThan(0.03 * Math.abs(expected) + 1e-3);
    }
  });

  it('costs nothing between equal dots', async () => {
    const grid: Grid = [4, 4];
    const transport = await transporter(grid, { cell: 8, epsilon: 10, iterations: 30 });
    const { value } = await transport(dotsOn([2, 7, 12], grid), dotsOn([2, 7, 12], grid));
    // Their entropy alone: dots that are 8 pixels and more apart hardly mix.
    expect(value).toBeCloseTo(10 * Math.log(3), 1);
  });
});
