import { compile, type Device, floatData, floats, input, openDevice, type Tensor } from '@celltally/engine';
import { createRandom } from '@celltally/imaging';
import { build } from '@celltally/nn';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lossesOf } from '../../testing/few-steps.node.js';
import { priceOf } from '../../testing/price.node.js';
import { reachOf } from '../../testing/reach.node.js';
import { attentionGate } from './attention-gate.js';
import { architecture } from './index.js';

let device: Device;
beforeAll(async () => {
  device = await openDevice('cpu', { threads: 1 });
});
afterAll(() => device.close());

const narrow = { ...architecture.defaults, width: 4 };

describe('attention-unet', () => {
  it('costs what is published: 34.88 M, 266.27 G', () => {
    expect(priceOf(architecture)).toEqual({
      parameters: 34878573,
      macs256: '66.425',
      macs512: '265.700',
      thop512: '266.2736',
    });
  });

  it('reaches as far as its halo', async () => {
    expect(await reachOf(device, architecture, narrow)).toBe(architecture.halo);
  });

  it('learns a picture', async () => {
    const losses = await lossesOf(device, architecture, narrow);
    expect(losses.at(-1)).toBeLessThan(0.25 * losses[0]!);
  });
});

describe('attentionGate', () => {
  it('is a sigmoid of the rectified sum of both projections, times the skipped features', async () => {
    const [gating, skipped] = [input('g', [1, 2, 1, 2]), input('x', [1, 2, 1, 2])];
    const network = build((scope) => attentionGate(scope, gating, skipped, 2), { training: false });
    const numbers = createRandom(5);
    const tensors = Object.fromEntries(
      [...network.parameters, ...network.buffers].map(({ name, shape }) => {
        const length = shape.reduce((n, d) => n * d, 1);
        return [
          name,
          floats(
            shape,
            Float32Array.from({ length }, () => numbers.uniform() + 0.1),
          ),
        ];
      }),
    );
    const feeds = {
      g: floats([1, 2, 1, 2], [0.3, -1.2, 0.8, 0.4]),
      x: floats([1, 2, 1, 2], [1.5, -0.7, -0.2, 2]),
    };
    const program = await device.load(compile({ outputs: { y: network.result } }));
    const y = floatData((await program.run({ ...feeds, ...tensors })).y as Tensor);
    await program.release();

    const at = (name: string, i = 0): number => tensors[name]!.data[i]!;
    const project = (name: string, features: readonly number[], out: number): number => {
      const sum = features.reduce(
        (total, value, i) => total + at(`${name}.0.weight`, out * features.length + i) * value,
        at(`${name}.0.bias`, out),
      );
      const deviation = Math.sqrt(at(`${name}.1.running_var`, out) + 1e-5);
      const scaled = (sum - at(`${name}.1.running_mean`, out)) / deviation;
      return scaled * at(`${name}.1.weight`, out) + at(`${name}.1.bias`, out);
    };
    for (const pixel of [0, 1]) {
      const features = (tensor: Tensor) =>
        [0, 1].map((channel) => tensor.data[2 * channel + pixel] as number);
      const both = [0, 1].map((out) =>
        Math.max(0, project('gating', features(feeds.g), out) + project('skipped', features(feeds.x), out)),
      );
      const share = 1 / (1 + Math.exp(-project('psi', both, 0)));
      features(feeds.x).forEach((value, channel) => {
        expect(y[2 * channel + pixel]).toBeCloseTo(share * value, 5);
      });
    }
  });
});
