import { describe, expect, it } from 'vitest';
import { planJson, withData, withSeeds, withTrainOptions } from './change-plan.js';
import { parsePlan } from './parse-plan.js';

describe('withTrainOptions', () => {
  it('puts options in the place of those of the plan, its data sets and its models', () => {
    const plan = parsePlan({
      models: [{ model: 'unet', train: { epochs: 3, target: 'mask' } }],
      data: [{ folder: 'mbm', train: { epochs: 4 } }],
      train: { epochs: 5, batch: 2 },
    });
    const { train, data, models } = withTrainOptions(plan, { epochs: 1 });
    expect([train, data[0]?.train, models[0]?.train]).toEqual([
      { epochs: 1, batch: 2 },
      {},
      { target: 'mask' },
    ]);
  });
});

describe('withSeeds', () => {
  it('keeps of a row’s own seeds those that are asked for, and leaves out rows without any', () => {
    const plan = parsePlan({
      models: ['unet', { model: 'mcnn', seeds: [1] }, { model: 'fcrn', seeds: [2, 3] }],
      data: ['mbm'],
      seeds: [1, 2, 3],
    });
    const changed = withSeeds(plan, [2, 4]);
    expect(changed.seeds).toEqual([2, 4]);
    expect(changed.models.map((each) => [each.model, each.seeds])).toEqual([
      ['unet', undefined],
      ['fcrn', [2]],
    ]);
    expect(parsePlan(planJson(changed))).toEqual(changed);
  });
});

describe('withData', () => {
  const plan = parsePlan({
    models: ['unet', { model: 'ssrnet', data: ['bbbc039'] }, { model: 'elmgan', data: ['bbbc039', 'mbm'] }],
    data: ['vgg-cells', 'bbbc039', { folder: 'mbm', train: { crop: 128 } }],
  });
  const data = ['elsewhere/mbm', 'my-cells'].map((folder) => ({
    name: folder.replace(/.*\//, ''),
    folder,
    train: {},
  }));

  it('puts data sets in the place of others; the ones that are known keep their options', () => {
    expect(withData(plan, data).data).toEqual([
      { name: 'mbm', folder: 'elsewhere/mbm', train: { crop: 128 } },
      { name: 'my-cells', folder: 'my-cells', train: {} },
    ]);
  });

  it('leaves out the models that are for none of them', () => {
    expect(withData(plan, data).models.map((each) => [each.model, each.data])).toEqual([
      ['unet', undefined],
      ['elmgan', ['mbm']],
    ]);
  });

  it('is parsed again from what is kept of it', () => {
    expect(parsePlan(JSON.parse(JSON.stringify(planJson(plan))))).toEqual(plan);
  });
});
