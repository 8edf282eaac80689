import { describe, expect, it } from 'vitest';
import { tinyPlan } from '../testing/tiny-plan.node.js';
import { networksOf, usualNetwork } from './network-cost.js';

describe('networksOf', () => {
  it('counts what is published', async () => {
    const { parameters, macs256, macs512 } = await usualNetwork('unet');
    expect(parameters).toBe(34527041);
    expect((macs256 / 1e9).toFixed(3)).toBe('65.347');
    expect((macs512 / 1e9).toFixed(3)).toBe('261.389');
  });

  it('names a network once for all rows that train it', async () => {
    const unet = { model: 'unet', options: { width: 2 } };
    const models = [
      unet,
      { ...unet, label: 'the same', train: { sigma: 5 } },
      { ...unet, options: { width: 4 } },
    ];
    const networks = await networksOf(tinyPlan({ models }));
    expect(networks.map(({ labels }) => labels)).toEqual([
      ['unet (width=2)', 'the same'],
      ['unet (width=4)'],
    ]);
  });

  it('counts the stages that are trained: a counter alone costs less than with its localizer', async () => {
    const options = { width: 2, localizerWidth: 2, samples: 2 };
    const models = [
      { model: 'dcl', options },
      { model: 'dcl', label: 'counter', options, train: { target: 'count' } },
    ];
    const [whole, counter] = await networksOf(tinyPlan({ models }));
    expect(counter?.parameters).toBeLessThan(whole?.parameters as number);
    expect(counter?.macs512).toBeLessThan(whole?.macs512 as number);
    expect([whole?.stage.name, counter?.stage.name]).toEqual(['localizer', 'counter']);
  });
});
