import {
  compile,
  type Device,
  floatData,
  floats,
  gradients,
  input,
  openDevice,
  type Tensor,
} from '@celltally/engine';
import { createRandom } from '@celltally/imaging';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ObjectiveWeights } from '../architecture.js';
import { ModelError } from '../errors.js';
import { lossesOf } from '../testing/few-steps.node.js';
import { architecture as fcrn } from '../zoo/fcrn/index.js';
import { architecture as mcnn } from '../zoo/mcnn/index.js';
import { type DmCountOptions, dmCountObjective } from './dm-count.js';
import { sinkhorn } from './sinkhorn.js';

let device: Device;
beforeAll(async () => {
  device = await openDevice('cpu', { threads: 1 });
});
afterAll(() => device.close());

const both: ObjectiveWeights = { pixel: 1, count: 1, adversarial: 0 };

interface Settings extends DmCountOptions {
  readonly weights?: ObjectiveWeights;
  readonly cellMass?: number;
}

/** The objective of maps of given shapes, what it reports, and its gradient. */
async function compiled(
  shapes: { readonly map: readonly number[]; readonly truth: readonly number[] },
  { weights = both, cellMass = 1, ...given }: Settings = {},
) {
  const prediction = input('map', shapes.map);
  const { loss, metrics } = dmCountObjective(given)(
    { map: prediction },
    { map: input('truth', shapes.truth), count: input('count', [shapes.map[0] as number]) },
    { weights, cellMass },
  );
  const [gradient] = gradients(loss, [prediction]);
  const program = await device.load(compile({ outputs: { loss, ...metrics, gradient: gradient! } }));
  return async (map: Tensor, truth: Tensor) => {
    const result = await program.run({ map, truth });
    const number = (name: string) => floatData(result[name] as Tensor)[0] as number;
    return {
      loss: number('loss'),
      countError: number('countError'),
      transport: number('transport'),
      variation: number('variation'),
      gradient: floatData(result.gradient as Tensor),
    };
  };
}

const objective = async (map: Tensor, truth: Tensor, settings?: Settings) =>
  (await compiled({ map: map.shape, truth: truth.shape }, settings))(map, truth);

/** A map of one picture, `[1, 1, height, width]`, with values at places. */
function mapWith(
  [height, width]: readonly [number, number],
  values: Readonly<Record<number, number>>,
): Tensor<'float32'> {
  const data = new Float32Array(height * width);
  for (const [place, value] of Object.entries(values)) data[Number(place)] = value;
  return floats([1, 1, height, width], data);
}

const noisy = (shape: readonly number[], seed: number): Tensor<'float32'> => {
  const random = createRandom(seed);
  const length = shape.reduce((n, d) => n * d, 1);
  return floats(
    shape,
    Float32Array.from({ length }, () => 0.05 + random.uniform()),
  );
};

describe('dm-count', () => {
  it('is the weighted sum of transport, variation and error of counts', async () => {
    // One cell at (1, 2) of a grid of 8 pixels, two predicted at (3, 0): 16 pixels down, 16 to the left.
    const truth = mapWith([32, 32], { [12 * 32 + 20]: 1 });
    const map = mapWith([4, 4], { [3 * 4 + 0]: 2 });
    const found = await objective(map, truth);
    expect(found.transport / (16 ** 2 + 16 ** 2)).toBeCloseTo(1, 2);
    expect(found.variation).toBeCloseTo(1, 2);
    expect(found.countError).toBeCloseTo(1, 5);
    expect(found.loss).toBeCloseTo(0.1 * found.transport + 0.01 * found.variation + 1, 3);
    const halved = await objective(map, truth, { weights: { pixel: 0.5, count: 3, adversarial: 0 } });
    expect(halved.loss).toBeCloseTo(0.5 * (0.1 * found.transport + 0.01 * found.variation) + 3, 3);
  });

  it('measures in cells, whatever a cell weighs in the maps', async () => {
    const [map, truth] = [noisy([1, 1, 4, 4], 1), noisy([1, 1, 32, 32], 2)];
    const heavier = ({ shape, data }: Tensor) =>
      floats(
        shape,
        (data as Float32Array).map((v) => 100 * v),
      );
    const [plain, scaled] = [
      await objective(map, truth),
      await objective(heavier(map), heavier(truth), { cellMass: 100 }),
    ];
    expect(scaled.loss / plain.loss).toBeCloseTo(1, 4);
    expect(scaled.gradient[5]! / plain.gradient[5]!).toBeCloseTo(0.01, 4);
  });

  it('has the gradient of the transport at fixed potentials, and at potentials that follow', async () => {
    const shape = [1, 1, 4, 5] as const;
    const [map, truth] = [noisy(shape, 3), noisy(shape, 4)];
    const settings = { cell: 1, epsilon: 3, iterations: 60 };
    const alone = {
      ...settings,
      transport: 1,
      variation: 0,
      weights: { pixel: 1, count: 0, adversarial: 0 },
    };
    const transport = await compiled({ map: shape, truth: shape }, alone);
    const { gradient } = await transport(map, truth);

    const shares = ({ data }: Tensor): number[] => {
      const values = [...(data as Float32Array)];
      const total = values.reduce((sum, value) => sum + value, 0);
      return values.map((value) => value / total);
    };
    const { potentials } = sinkhorn(input('p', shape), input('q', shape), settings);
    const program = await device.load(compile({ outputs: { alpha: potentials[0] } }));
    const feeds = { p: floats(shape, shares(map)), q: floats(shape, shares(truth)) };
    const alpha = floatData((await program.run(feeds)).alpha as Tensor);
    await program.release();

    const at = (place: number, amount: number): Tensor<'float32'> =>
      floats(
        shape,
        map.data.map((value, i) => (i === place ? value + amount : value)),
      );
    const fixed = (moved: Tensor): number =>
      shares(moved).reduce((sum, share, i) => sum + share * alpha[i]!, 0);
    const scale = Math.max(...gradient.map(Math.abs));
    for (const place of [0, 7, 13, 19]) {
      const slope = (fixed(at(place, 1e-3)) - fixed(at(place, -1e-3))) / 2e-3;
      expect(Math.abs(gradient[place]! - slope)).toBeLessThan(0.01 * scale);
      const after = await transport(at(place, 0.02), truth);
      const before = await transport(at(place, -0.02), truth);
      const whole = (after.transport - before.transport) / 0.04;
      expect(Math.abs(gradient[place]! - whole)).toBeLessThan(0.03 * scale);
    }
  });

  it('transports a full map as the coarse one of its blocks', async () => {
    const map = noisy([2, 1, 32, 32], 5);
    const truth = noisy([2, 1, 32, 32], 6);
    const sums = new Float32Array(2 * 16);
    map.data.forEach((value, i) => {
      const [picture, row, column] = [Math.floor(i / 1024), Math.floor((i % 1024) / 32), i % 32];
      sums[16 * picture + 4 * Math.floor(row / 8) + Math.floor(column / 8)]! += value;
    });
    const full = await objective(map, truth);
    const coarse = await objective(floats([2, 1, 4, 4], sums), truth);
    expect(full.transport).toBeCloseTo(coarse.transport, 2);
    expect(full.countError).toBeCloseTo(coarse.countError, 2);
    expect(full.variation).toBeGreaterThan(coarse.variation);
  });

  it('minds only the count of pictures without cells', async () => {
    const none = mapWith([32, 32], {});
    const found = await objective(mapWith([4, 4], { 3: 2, 9: 0.5 }), none);
    expect(found).toMatchObject({ transport: 0, variation: 0 });
    expect(found.loss).toBeCloseTo(2.5, 5);
    expect([...found.gradient]).toEqual(Array(16).fill(1));
  });

  it('raises what is negative, and a map that is zero everywhere', async () => {
    const truth = mapWith([32, 32], { [12 * 32 + 20]: 1 });
    const negative = await objective(mapWith([4, 4], { 0: -1, 6: 0.5 }), truth);
    expect(negative.gradient.every(Number.isFinite)).toBe(true);
    expect(negative.gradient[0]).toBeLessThan(0);
    const zero = await objective(mapWith([4, 4], {}), truth);
    expect(zero.gradient.every((value) => value < 0)).toBe(true);
  });

  it('needs maps that sum to a count', async () => {
    const map = input('map', [1, 1, 8, 8]);
    const count = input('count', [1]);
    expect(() => dmCountObjective()({ map }, { map, count }, { weights: both, cellMass: undefined })).toThrow(
      ModelError,
    );
  });

  it.each([mcnn, fcrn])('teaches $name a picture', async (architecture) => {
    const options = { ...architecture.defaults, width: 4 };
    const losses = await lossesOf(device, architecture, options, { objective: dmCountObjective() });
    expect(losses.at(-1)).toBeLessThan(0.5 * losses[0]!);
  });
});
