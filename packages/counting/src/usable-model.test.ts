import { VERSION } from '@celltally/models';
import { expect, it } from 'vitest';
import { CountingError } from './errors.js';
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
  expect(model).toMatchObject({ name: 'tiny model', settings, tiles, preparation });
  expect(model.program).toBe(program);
  expect(model.target.settings).toEqual({ sigma: 5, scale: 10 });
  expect(openModel(found(1), 'other').name).toBe('other');
});

it('refuses a model that wants pictures enlarged, rather than counting wrongly', () => {
  expect(() => openModel(found(2))).toThrow(CountingError);
  expect(() => openModel(found(2))).toThrow('tiny model enlarges pictures 2 times');
});
