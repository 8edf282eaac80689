import { type Device, type Dim, filled, input, openDevice, symbol } from '@celltally/engine';
import { build } from '@celltally/nn';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lossesOf } from '../../testing/few-steps.node.js';
import { priceOf } from '../../testing/price.node.js';
import { reachOf } from '../../testing/reach.node.js';
import { VGG16, vggTrunk } from '../vgg/vgg.js';
import { architecture } from './index.js';

let device: Device;
beforeAll(async () => {
  device = await openDevice('cpu', { threads: 1 });
});
afterAll(() => device.close());

const narrow = { ...architecture.defaults, width: 4 };

describe('csrnet', () => {
  it('costs what is published: 16.26 M', () => {
    expect(priceOf(architecture)).toEqual({
      parameters: 16263489,
      macs256: '27.066',
      macs512: '108.264',
      thop512: '108.3410',
    });
  });

  it('reaches as far as its halo', async () => {
    expect(await reachOf(device, architecture, narrow)).toBe(architecture.halo);
  });

  it('learns a picture', async () => {
    const losses = await lossesOf(device, architecture, narrow);
    expect(losses.at(-1)).toBeLessThan(0.25 * losses[0]!);
  });

  it('refuses sizes that its poolings do not divide, known or free', () => {
    const built = (height: Dim) =>
      build((scope) => architecture.stages[0].network(scope, input('image', [1, 3, height, 32]), narrow), {
        training: false,
      }).result.map.shape;
    expect(built(40)).toEqual([1, 1, 5, 4]);
    expect(() => built(36)).toThrow(/multiples of 8/);
    expect(() => built(symbol('height', 4))).toThrow(/multiples of 8/);
    expect(() => built(symbol('height', 8))).not.toThrow();
  });

  it('counts the tensors of batch normalisation, two a channel', () => {
    const { parameters } = priceOf(architecture, { ...architecture.defaults, batchNorm: true });
    const channels = 2 * 64 + 2 * 128 + 3 * 256 + 3 * 512 + (3 * 512 + 256 + 128 + 64);
    expect(parameters).toBe(16263489 + 2 * channels);
  });

  it('begins with the ten convolutions of a published VGG-16', () => {
    const network = build(
      (scope) => architecture.stages[0].network(scope, input('image', [1, 3, 32, 32]), architecture.defaults),
      { training: false },
    );
    const file = new Map(
      build(
        (scope) =>
          vggTrunk(scope, input('image', [1, 3, 32, 32]), { stages: VGG16, width: 64, batchNorm: false }),
        { training: false },
      ).parameters.map(({ name, shape }) => [name, filled(shape, 0.5)]),
    );
    const found = architecture.pretrained!(file, network.parameters);
    expect([...found.keys()]).toEqual(network.parameters.slice(0, 20).map(({ name }) => name));
  });
});
