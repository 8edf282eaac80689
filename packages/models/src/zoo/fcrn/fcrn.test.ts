import { type Device, type Dim, input, openDevice, symbol } from '@celltally/engine';
import { build } from '@celltally/nn';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lossesOf } from '../../testing/few-steps.node.js';
import { priceOf } from '../../testing/price.node.js';
import { reachOf } from '../../testing/reach.node.js';
import { architecture } from './index.js';

let device: Device;
beforeAll(async () => {
  device = await openDevice('cpu', { threads: 1 });
});
afterAll(() => device.close());

const narrow = { ...architecture.defaults, width: 4 };

describe('fcrn', () => {
  it('costs', () => {
    expect(priceOf(architecture)).toEqual({
      parameters: 1366784,
      macs256: '6.099',
      macs512: '24.394',
      thop512: '24.4570',
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
    expect(built(40)).toEqual([1, 1, 40, 32]);
    expect(() => built(36)).toThrow(/multiples of 8/);
    expect(() => built(symbol('height', 4))).toThrow(/multiples of 8/);
    expect(() => built(symbol('height', 8))).not.toThrow();
  });
});
