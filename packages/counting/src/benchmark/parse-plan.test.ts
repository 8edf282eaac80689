import { describe, expect, it } from 'vitest';
import { PlanError } from '../errors.js';
import { cellsOf } from './cells.js';
import { parsePlan } from './parse-plan.js';

const least = { models: ['unet'], data: ['sets/vgg-cells/'] };
const refusal = (changes: Readonly<Record<string, unknown>>): string => {
  try {
    parsePlan({ ...least, ...changes });
  } catch (error) {
    if (error instanceof PlanError) return error.message;
    throw error;
  }
  return 'accepted';
};

describe('parsePlan', () => {
  it('needs models and data sets, and completes the rest', () => {
    expect(parsePlan(least)).toEqual({
      name: 'Benchmark',
      models: [{ model: 'unet', label: 'unet', options: {}, train: {} }],
      data: [{ name: 'vgg-cells', folder: 'sets/vgg-cells/', train: {} }],
      seeds: [1],
      part: 'test',
      train: {},
    });
  });

  it('labels models by what is special about them', () => {
    const options = { theta: 0.4, ghostCbam: false };
    const { models } = parsePlan({ ...least, models: [{ model: 'lite-unet', options, x: 0.4 }] });
    expect(models[0]).toMatchObject({ label: 'lite-unet (theta=0.4, ghostCbam=false)', x: 0.4 });
  });

  it.each([
    [{ models: undefined }, 'plan.models is missing: it must be a list'],
    [{ models: [] }, 'plan.models must not be empty'],
    [{ seed: 3 }, "plan has no member 'seed': there are name, about, models, data, seeds"],
    [{ models: [{ label: 'a' }] }, 'plan.models[0].model is missing: it must be a text'],
    [{ models: [{ model: 'a', train: { seed: 1 } }] }, "plan.models[0].train.seed belongs in 'seeds'"],
    [
      { models: [{ model: 'a', options: { b: [1] } }] },
      'plan.models[0].options.b must be a number, true, false',
    ],
    [{ models: [{ model: 'a', options: { b: 'x,y=1' } }] }, 'plan.models[0].options.b must be a number'],
    [{ models: [{ model: 'a', data: ['mbm'] }] }, 'plan.models[0].data names "mbm", which is not among'],
    [{ models: [{ model: 'a', seeds: [2] }] }, 'plan.models[0].seeds names 2, which is not among'],
    [{ models: [{ model: 'a', x: '1' }] }, 'plan.models[0].x must be a number, received "1"'],
    [{ part: 'train' }, 'plan.part must be test or val, received "train"'],
    [{ seeds: [1.5] }, 'plan.seeds[0] must be a whole number from 0, received 1.5'],
    [{ budgetHours: 0 }, 'plan.budgetHours must be greater than 0, received 0'],
    [{ data: ['..'] }, 'plan.data[0] must end with the data set\'s own name, received ".."'],
    [{ data: ['a/mbm', 'b/mbm'] }, 'plan.data has "mbm" twice'],
    [{ models: ['unet', 'unet'] }, 'plan has "cells/vgg-cells/unet/seed-1" twice: give models labels'],
    [{ seeds: [1, 1] }, 'plan has "cells/vgg-cells/unet/seed-1" twice'],
    [{ models: [{ model: 'a', label: 'θ' }] }, '"θ" makes no name of a folder'],
  ])('refuses %j', (changes, message) => {
    expect(refusal(changes)).toContain(message);
  });
});

describe('cellsOf', () => {
  it('goes through all data sets and models before the next seed', () => {
    const plan = parsePlan({
      models: [
        'unet',
        { model: 'ssrnet', label: 'SSRNet, ×32', data: ['mbm'] },
        { model: 'mcnn', data: ['vgg'], seeds: [1] },
      ],
      data: ['vgg', 'mbm'],
      seeds: [3, 1],
    });
    expect(cellsOf(plan).map(({ folder }) => folder)).toEqual([
      'cells/vgg/unet/seed-3',
      'cells/mbm/unet/seed-3',
      'cells/mbm/ssrnet-32/seed-3',
      'cells/vgg/unet/seed-1',
      'cells/vgg/mcnn/seed-1',
      'cells/mbm/unet/seed-1',
      'cells/mbm/ssrnet-32/seed-1',
    ]);
  });
});
