import { compile, type Device, floatData, floats, input, openDevice, type Tensor } from '@celltally/engine';
import { createRandom } from '@celltally/imaging';
import { build } from '@celltally/nn';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lossesOf } from '../../testing/few-steps.node.js';
import { priceOf } from '../../testing/price.node.js';
import { reachOf } from '../../testing/reach.node.js';
import { architecture } from './index.js';
import { selfAttention } from './self-attention.js';

let device: Device;
beforeAll(async () => {
  device = await openDevice('cpu', { threads: 1 });
});
afterAll(() => device.close());

const narrow = { ...architecture.defaults, width: 4 };

describe('sau-net', () => {
  it('costs', () => {
    expect(priceOf(architecture)).toEqual({
      parameters: 2192289,
      macs256: '10.024',
      macs512: '46.540',
      thop512: '43.0139',
    });
  });

  it('reaches as far as its halo', async () => {
    expect(await reachOf(device, architecture, { ...narrow, selfAttention: false })).toBe(architecture.halo);
  });

  it('learns a picture', async () => {
    const losses = await lossesOf(device, architecture, narrow, { learningRate: 0.01 });
    expect(losses.at(-1)).toBeLessThan(0.25 * losses[0]!);
  });

  it('has as many tensors less without attention as its four convolutions and their normalisation hold', () => {
    const without = priceOf(architecture, { ...architecture.defaults, selfAttention: false });
    expect(2192289 - without.parameters).toBe(4 * 256 ** 2 + 3 * 256 + 2 * 256);
  });

  it('drops half of the attention while training', () => {
    const built = (training: boolean) =>
      build((scope) => architecture.stages[0].network(scope, input('image', [2, 3, 32, 48]), narrow), {
        training,
      });
    expect(built(false).masks).toEqual([]);
    expect(built(true).masks).toMatchObject([
      { name: 'mask.attention.dropout', shape: [2, 24, 24], keep: 0.5 },
    ]);
  });
});

describe('selfAttention', () => {
  it('adds the rectified mean of all values, weighted by the likeness of queries and keys', async () => {
    const shape = [1, 2, 2, 2] as const;
    const network = build((scope) => selfAttention(scope, input('x', shape)), { training: false });
    const numbers = createRandom(5);
    const tensors = Object.fromEntries(
      network.parameters.map(({ name, shape: own }) => {
        const length = own.reduce((n, d) => n * d, 1);
        return [
          name,
          floats(
            own,
            Float32Array.from({ length }, () => numbers.normal()),
          ),
        ];
      }),
    );
    const buffers = Object.fromEntries(
      network.buffers.map(({ name, shape: own, initialise }) => [
        name,
        floats(own, initialise(own, numbers)),
      ]),
    );
    const x = floats(shape, [0.3, -1.2, 0.8, 0.4, 1.5, -0.7, -0.2, 2]);
    const program = await device.load(compile({ outputs: { y: network.result } }));
    const y = floatData((await program.run({ x, ...tensors, ...buffers })).y as Tensor);
    await program.release();

    const cells = [0, 1, 2, 3].map((cell) => [x.data[cell]!, x.data[4 + cell]!]);
    const at = (name: string, i: number): number => tensors[name]?.data[i] ?? 0;
    const project = (name: string, features: readonly number[]) =>
      [0, 1].map((out) =>
        features.reduce(
          (total, value, i) => total + at(`${name}.weight`, 2 * out + i) * value,
          at(`${name}.bias`, out),
        ),
      );
    const dot = (a: readonly number[], b: readonly number[]) => a[0]! * b[0]! + a[1]! * b[1]!;
    cells.forEach((features, cell) => {
      const weights = cells.map((other) => Math.exp(dot(project('query', features), project('key', other))));
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      const gathered = [0, 1].map((channel) =>
        cells.reduce((sum, other, i) => sum + (weights[i]! / total) * project('value', other)[channel]!, 0),
      );
      project('out.0', gathered).forEach((mixed, channel) => {
        const scaled =
          (Math.max(0, mixed) / Math.sqrt(1 + 1e-5)) * at('out.1.weight', channel) +
          at('out.1.bias', channel);
        expect(y[4 * channel + cell]).toBeCloseTo(features[channel]! + scaled, 4);
      });
    });
  });
});
