import {
  compile,
  countL1,
  type Device,
  floatData,
  floats,
  gradients,
  input,
  openDevice,
  type Program,
  type Tensor,
} from '@celltally/engine';
import { createRandom, type Random } from '@celltally/imaging';
import { build } from '@celltally/nn';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { countingHead } from './counting-head.js';

let device: Device;
beforeAll(async () => {
  device = await openDevice('cpu', { threads: 1 });
});
afterAll(() => device.close());

const noise = (shape: readonly number[], random: Random): Tensor<'float32'> =>
  floats(
    shape,
    Float32Array.from({ length: shape.reduce((n, d) => n * d, 1) }, () => random.normal()),
  );

/** The loss where `name` is moved by `amount` along `direction`. */
async function lossAt(
  program: Program,
  feeds: Readonly<Record<string, Tensor>>,
  name: string,
  direction: Float32Array,
  amount: number,
): Promise<number> {
  const { shape, data } = feeds[name]!;
  const moved = floats(
    shape,
    (data as Float32Array).map((value, i) => value + amount * direction[i]!),
  );
  return floatData((await program.run({ ...feeds, [name]: moved }, ['loss'])).loss!)[0]!;
}

// Where a kink (a place without cells, a sample on a pixel) lies on one side, the other side tells the slope.
const STEP = 1e-3;
/** Of a loss of up to 20 in float32, over the step. */
const ROUNDING = 4e-3;

it('the count loss has the gradients of its differences, to features, offsets and head', () => {
  const drawn = fc.record({
    shape: fc.tuple(
      fc.integer({ min: 1, max: 2 }),
      fc.integer({ min: 2, max: 5 }),
      fc.integer({ min: 2, max: 4 }),
      fc.integer({ min: 2, max: 4 }),
    ),
    samples: fc.integer({ min: 0, max: 4 }),
    seed: fc.nat(1e6),
  });
  return fc.assert(
    fc.asyncProperty(drawn, async ({ shape, samples, seed }) => {
      const random = createRandom(seed);
      const features = input('features', shape);
      const head = build((scope) => countingHead(scope, features, samples), { training: true });
      const learnt = [features, ...head.parameters.map(({ value }) => value)];
      const names = ['features', ...head.parameters.map(({ name }) => name)];
      const loss = countL1(head.result, input('count', [shape[0]]));
      const found = gradients(loss, learnt);
      const outputs = { loss, ...Object.fromEntries(names.map((name, i) => [`d ${name}`, found[i]!])) };
      const program = await device.load(compile({ outputs }));
      const feeds: Record<string, Tensor> = {
        features: noise(shape, random),
        // Of two pictures, one has more cells than are found, the other none.
        count: floats([shape[0]], [20, 0].slice(0, shape[0])),
      };
      for (const { name, shape: each } of head.parameters) feeds[name] = noise(each, random);
      const results = await program.run(feeds);
      expect(names).toContain(samples === 0 ? 'head.weight' : 'gmp.off.weight');
      for (const name of names) {
        const gradient = floatData(results[`d ${name}`]!);
        const largest = gradient.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-6);
        const direction = gradient.map((value) => value / largest + random.uniform() - 0.5);
        const expected = gradient.reduce((total, value, i) => total + value * direction[i]!, 0);
        const here = floatData(results.loss!)[0]!;
        const errors: number[] = [];
        for (const amount of [STEP, -STEP]) {
          const slope = ((await lossAt(program, feeds, name, direction, amount)) - here) / amount;
          errors.push(Math.abs(slope - expected));
        }
        expect(Math.min(...errors), name).toBeLessThan(0.01 * Math.abs(expected) + ROUNDING);
      }
      await program.release();
    }),
    { seed: 1, numRuns: 12 },
  );
});

it('a fresh head sees a few cells in a picture, not hundreds', async () => {
  const random = createRandom(3);
  const shape = [1, 512, 16, 16] as const;
  const features = input('features', shape);
  const head = build((scope) => countingHead(scope, features, 9), { training: true });
  const feeds: Record<string, Tensor> = {};
  for (const { name, shape: each, initialise } of head.parameters)
    feeds[name] = floats(each, initialise(each, random));
  // What a rectifier leaves of a normalised feature.
  feeds.features = floats(
    shape,
    noise(shape, random).data.map((value) => Math.max(0, value)),
  );
  const program = await device.load(compile({ outputs: { map: head.result } }));
  const map = floatData((await program.run(feeds)).map!);
  await program.release();
  expect(map.length).toBe(32 * 32);
  expect(Math.min(...map)).toBeGreaterThanOrEqual(0);
  const count = map.reduce((total, value) => total + value, 0);
  expect(count).toBeGreaterThan(1);
  expect(count).toBeLessThan(60);
});
