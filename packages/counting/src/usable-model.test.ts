import { VERSION } from '@celltally/models';
import { expect, it } from 'vitest';
import { brightnessModel } from './testing/brightness-model.node.js';
import { openModel } from './usable-model.js';

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
