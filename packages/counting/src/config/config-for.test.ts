import type { Architecture } from '@celltally/models';
import { describe, expect, it } from 'vitest';
import { ConfigError } from '../errors.js';
import { COARSE, TWO_STAGES } from '../testing/tiny-architectures.node.js';
import { completeTrainConfig, stageConfig } from './complete.js';
import { configFor, defaultsOfModel, usualConfig } from './config-for.js';

const withRecipe = (recipe: Architecture['recipe']): Architecture => ({ ...COARSE, recipe });

describe('usualConfig', () => {
  it('is the general one, but for the model’s own map and recipe', () => {
    expect(usualConfig(withRecipe({ learningRate: 0.0001, flips: false, epochs: '60,40' }))).toEqual({
      ...completeTrainConfig({}),
      model: 'coarse',
      target: 'density',
      learningRate: 0.0001,
      flips: false,
      epochs: [60, 40],
    });
    const located: Architecture = {
      ...TWO_STAGES,
      stages: [{ ...TWO_STAGES.stages[0], targets: ['mask', 'count'] }],
    };
    expect(usualConfig(located).target).toBe('mask');
  });

  it.each([
    [{ learningRat: 1 }, "the recipe of coarse is wrong: unknown option 'learningRat'"],
    [{ epochs: 0 }, "the recipe of coarse is wrong: option 'epochs' must be from 1"],
  ])('names the architecture whose recipe is %j', (recipe, message) => {
    expect(() => usualConfig(withRecipe(recipe as Architecture['recipe']))).toThrow(ConfigError);
    expect(() => usualConfig(withRecipe(recipe as Architecture['recipe']))).toThrow(message);
  });
});

describe('configFor', () => {
  it('keeps what is given', async () => {
    const given = { model: 'unet', target: 'location', epochs: 7 };
    expect(await configFor(given)).toMatchObject(given);
    expect(await configFor({})).toEqual({
      ...completeTrainConfig({}),
      ...(await defaultsOfModel('lite-unet')).config,
    });
  });

  it('weighs as the loss that is asked for does, unless told', async () => {
    expect(await configFor({ loss: 'dm-count' })).toMatchObject({ countWeight: 1 });
    expect(await configFor({ loss: 'dm-count', countWeight: 2 })).toMatchObject({ countWeight: 2 });
    expect(await configFor({ loss: 'l1' })).toMatchObject({ countWeight: 0.001 });
  });

  it('refuses what no option allows, and models that do not exist', async () => {
    await expect(configFor({ epochs: 0 })).rejects.toThrow(
      "option 'epochs' must be from 1 to 100000, received 0",
    );
    await expect(configFor({ model: 'alexnet' })).rejects.toThrow("unknown architecture 'alexnet'");
  });
});

describe('defaultsOfModel', () => {
  it('tells what help shows: options, stages, and what differs from the general defaults', async () => {
    const { config, options, stages } = await defaultsOfModel('unet');
    expect({ config, options, stages }).toEqual({
      config: {},
      options: { width: 64, countHead: false },
      stages: ['network'],
    });
    await expect(defaultsOfModel('alexnet')).rejects.toThrow("unknown architecture 'alexnet'");
  });
});

describe('options of several stages', () => {
  const stages = ['counter', 'localizer'];

  it.each([[[60, 40]], ['60,40'], ['60, 40']])('are read from %j', (epochs) => {
    const config = completeTrainConfig({ epochs });
    expect(config.epochs).toEqual([60, 40]);
    expect([0, 1].map((stage) => stageConfig(config, { stage, stages }).epochs)).toEqual([60, 40]);
    expect(stageConfig(config, { stage: 1, stages }).batch).toBe(4);
  });

  it('are one for all stages where there is one', () => {
    for (const epochs of [60, [60], '60']) {
      const config = completeTrainConfig({ epochs });
      expect(config.epochs).toBe(60);
      expect(stageConfig(config, { stage: 1, stages }).epochs).toBe(60);
    }
  });

  it.each([
    [{ epochs: '60,x' }, `option 'epochs' must be a number, received "60,x"`],
    [{ epochs: [60, 0] }, "option 'epochs' must be from 1 to 100000, received 0"],
    [{ epochs: '60,40.5' }, "option 'epochs' must be a whole number, received 40.5"],
    [{ epochs: [] }, "option 'epochs' must be a number, received undefined"],
    [{ crop: [64, 64] }, "option 'crop' must be a number, received [64,64]"],
    [{ crop: '64' }, `option 'crop' must be a number, received "64"`],
  ])('refuses %j', (given, message) => {
    expect(() => completeTrainConfig(given)).toThrow(new ConfigError(message));
  });
});
