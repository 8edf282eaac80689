import type { ModelSettings } from '@celltally/models';
import { describe, expect, it } from 'vitest';
import { configFor } from './config-for.js';
import { continuedOptions } from './continued-options.js';

const settings = {
  architecture: { name: 'lite-unet', options: { width: 16, theta: 0.4, graphCorrelationAttention: false } },
  target: { name: 'density', settings: { sigma: 2, scale: 100 } },
  preparation: { inputScale: 0.5, normalisation: { kind: 'fixed', mean: 0, std: 1 } },
  tiles: { tile: 192, halo: 24, multipleOf: 16 },
  training: { details: { config: { crop: 96, epochs: 7 } } },
} as unknown as ModelSettings;

describe('continuedOptions', () => {
  it('are those of the network, of what it learns and of how it sees pictures, and no others', async () => {
    const { option, ...others } = continuedOptions(settings, {});
    expect(option).toBe('width=16,theta=0.4,graphCorrelationAttention=false');
    expect(others).toEqual({
      model: 'lite-unet',
      target: 'density',
      sigma: 2,
      scale: 0.5,
      normalisation: 'colours',
      crop: 96,
      tile: 192,
      halo: 24,
    });
    expect((await configFor({ ...others, option })).epochs).not.toBe(7);
  });

  it('keep how a mask sets cells apart', () => {
    const target = { name: 'mask', settings: { gap: 1, separation: 0.5 } } as const;
    expect(continuedOptions({ ...settings, target }, {})).toMatchObject({ target: 'mask', separation: 0.5 });
  });

  it('keep whether a density keeps cells apart', () => {
    const target = { name: 'density', settings: { sigma: 2, scale: 100, apart: 1 } } as const;
    expect(continuedOptions({ ...settings, target }, {})).toMatchObject({ target: 'density', apart: true });
  });

  it('give way to what is asked for', () => {
    const given = continuedOptions(settings, { sigma: 4, width: 8, option: 'theta=0.9' });
    expect(given).toMatchObject({ sigma: 4, width: 8, crop: 96 });
    expect(given.option).toBe('theta=0.4,graphCorrelationAttention=false,theta=0.9');
  });
});
