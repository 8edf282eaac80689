import type { Image } from '@celltally/imaging';
import { type ModelSettings, VERSION } from '@celltally/models';
import { describe, expect, it } from 'vitest';
import { sourceOfImage } from './seen/picture-source.js';
import { brightnessModel } from './testing/brightness-model.node.js';
import { modelFor, openModel } from './usable-model.js';

const { program, target, settings, tiles, preparation } = brightnessModel();
const about = {
  name: 'tiny model',
  description: 'for tests',
  authors: [{ name: 'nobody' }],
  cite: [],
  license: 'MIT',
  tags: [],
};
const found = (inputScale: number): Parameters<typeof openModel>[0] => ({
  about,
  program,
  settings: {
    version: VERSION,
    architecture: { name: 'unet', options: {} },
    target: { name: target.name, settings: { sigma: 5, scale: 10 } },
    decode: settings,
    preparation: { ...preparation, fullScale: 255, inputScale },
    tiles,
    training: { dataset: 'none', seed: 1, split: {}, details: {} },
    figures: {},
  },
});

it('takes everything from the package, and its name unless another is given', () => {
  const model = openModel(found(1));
  expect(model).toMatchObject({
    name: 'tiny model',
    settings,
    preparation: { ...preparation, inputScale: 1 },
  });
  expect(model.tiles).toEqual(tiles);
  expect(model.program).toBe(program);
  expect(model.target.settings).toEqual({ sigma: 5, scale: 10 });
  expect(openModel(found(1), 'other').name).toBe('other');
});

it('enlarges pictures as the package says', () => {
  expect(openModel(found(1.7067)).preparation).toEqual({ ...preparation, inputScale: 1.7067 });
});

it('cuts tiles of the one size that a network knows, whatever the package says', () => {
  const [image] = program.inputs;
  const inputs = [{ ...image, name: 'image', dtype: 'float32', shape: [1, 3, 64, 64] }] as const;
  const model = openModel({ ...found(1), program: { ...program, inputs } });
  expect(model.tiles).toEqual({ ...tiles, tile: 64, fixed: true });
});

describe('a model that says what it has seen', () => {
  const range = (value: number) => ({ least: value, low: value, median: value, high: value, most: value });
  const seen = {
    pictures: 3,
    kinds: { grey: 1 },
    channels: [1],
    bitDepths: [8],
    ranges: { diameter: range(10) },
  } satisfies ModelSettings['seen'];
  const withSeen = (inputScale = 1) => {
    const one = found(inputScale);
    return { ...one, settings: { ...one.settings, seen } };
  };
  /** Discs of 20 pixels, bright on dark ground. */
  const discs: Image = {
    ...{ width: 160, height: 160, channels: 1, colour: 'grey', bitDepth: 8 },
    data: Uint8Array.from({ length: 160 * 160 }, (_, i) => {
      const [x, y] = [(i % 40) - 20, (Math.floor(i / 160) % 40) - 20];
      return Math.hypot(x, y) < 10 ? 200 : 10;
    }),
  };
  const look = (model: ReturnType<typeof openModel>, warn: boolean) =>
    modelFor(model, sourceOfImage(discs), {}, { warn });

  it('warns of pictures that are not like it, if warnings are wanted', async () => {
    const model = openModel(withSeen());
    expect((await look(model, true)).warnings).toEqual([expect.stringMatching(/about \d+ px wide.*seen 10/)]);
    expect((await look(model, false)).warnings).toEqual([]);
    expect((await look(openModel(withSeen(), 'tiny', { scale: 0.5 }), true)).warnings).toEqual([]);
  });

  it('scales pictures as it is told, on top of what the package says', () => {
    expect(openModel(withSeen(2), 'tiny', { scale: 0.4 }).preparation.inputScale).toBeCloseTo(0.8);
    expect(() => openModel(withSeen(), 'tiny', { scale: 0 })).toThrow(/scale must be above 0/);
  });

  it('makes cells as wide as it has seen them with the scale auto', async () => {
    const { preparation, warnings } = await look(openModel(withSeen(2), 'tiny', { scale: 'auto' }), true);
    expect(warnings).toEqual([]);
    // The discs are twice as wide, as well as that can be told, and the package enlarges twice.
    expect(preparation.inputScale! / 2).toBeGreaterThan(0.42);
    expect(preparation.inputScale! / 2).toBeLessThan(0.6);
  });

  it('refuses the scale auto where it does not say how wide cells were', () => {
    expect(() => openModel(found(1), 'tiny', { scale: 'auto' })).toThrow(/tiny does not say how wide/);
  });
});
