import { loadArchitecture } from '@celltally/models';
import { describe, expect, it } from 'vitest';
import { ConfigError } from '../errors.js';
import { tinyConfig } from '../testing/tiny-set.node.js';
import { modelOptionsOf, tilesOf } from './settings.js';

describe('modelOptionsOf', () => {
  it('changes what is asked and leaves the network its own defaults', async () => {
    const lite = await loadArchitecture('lite-unet');
    expect(modelOptionsOf(lite, tinyConfig({ width: 0 }))).toEqual(lite.defaults);
    const changed = modelOptionsOf(lite, tinyConfig({ width: 8, attention: false }));
    expect(changed).toEqual({ ...lite.defaults, width: 8, graphCorrelationAttention: false });
    const unet = await loadArchitecture('unet');
    expect(modelOptionsOf(unet, tinyConfig({ width: 8, attention: false }))).toEqual({
      ...unet.defaults,
      width: 8,
    });
  });

  it('sets any option by its name, and that last', async () => {
    const lite = await loadArchitecture('lite-unet');
    const option = 'theta=0.4, ghostCbam=false,width=16';
    expect(modelOptionsOf(lite, tinyConfig({ width: 8, option }))).toEqual({
      ...lite.defaults,
      theta: 0.4,
      ghostCbam: false,
      width: 16,
    });
  });

  it.each([
    ['theta', 'option \'option\' must be name=value, or several divided by commas, not "theta"'],
    ['thet=1', "unknown option 'thet': there are width, theta"],
    ['theta=much', "lite-unet: option 'theta' must be a number, received much"],
    ['ghostCbam=1', "lite-unet: option 'ghostCbam' must be a boolean, received 1"],
  ])('refuses %j', async (option, message) => {
    const lite = await loadArchitecture('lite-unet');
    expect(() => modelOptionsOf(lite, tinyConfig({ option }))).toThrow(message);
  });

  it('refuses a width of a network without widths', async () => {
    const lite = await loadArchitecture('lite-unet');
    const { width: _, ...defaults } = lite.defaults;
    const fixed = { ...lite, name: 'fixed', defaults };
    expect(() => modelOptionsOf(fixed, tinyConfig({ width: 8 }))).toThrow("fixed has no option 'width'");
    expect(modelOptionsOf(fixed, tinyConfig({ width: 0 }))).toEqual(defaults);
  });
});

describe('tilesOf', () => {
  it('cuts tiles like patches, or as large as asked', async () => {
    const unet = await loadArchitecture('unet');
    expect(tilesOf(tinyConfig({ tile: 128, halo: 32 }), unet)).toEqual({
      tile: 128,
      halo: 32,
      multipleOf: 16,
    });
    expect(tilesOf(tinyConfig({ crop: 64, halo: 16 }), unet)).toEqual({ tile: 64, halo: 16, multipleOf: 16 });
  });

  it.each([
    [{ crop: 100 }, "option 'crop' must be a multiple of 16 for unet, received 100"],
    [{ tile: 40 }, "option 'tile' must be a multiple of 16 for unet, received 40"],
    [{ crop: 64, halo: 20 }, "option 'halo' (20, in steps of 16: 32) must be less than half of 'crop' (64)"],
  ])('refuses %j', async (changes, message) => {
    const unet = await loadArchitecture('unet');
    expect(() => tilesOf(tinyConfig(changes), unet)).toThrow(ConfigError);
    expect(() => tilesOf(tinyConfig(changes), unet)).toThrow(message);
  });
});
