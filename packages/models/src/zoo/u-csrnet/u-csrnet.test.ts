import { type Device, filled, input, openDevice } from '@celltally/engine';
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

describe('u-csrnet', () => {
  it('costs what is published: 16.30 M, 109.48 G', () => {
    expect(priceOf(architecture)).toEqual({
      parameters: 16304689,
      macs256: '27.137',
      macs512: '108.549',
      thop512: '109.4834',
    });
  });

  it('reaches as far as its halo', async () => {
    expect(await reachOf(device, architecture, narrow)).toBe(architecture.halo);
  });

  it('learns a picture', async () => {
    const losses = await lossesOf(device, architecture, narrow);
    expect(losses.at(-1)).toBeLessThan(0.25 * losses[0]!);
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
