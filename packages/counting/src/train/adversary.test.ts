import type { Dataset } from '@celltally/imaging';
import { beforeAll, describe, expect, it } from 'vitest';
import { collect } from '../testing/collect.node.js';
import { checkpointOf, differing, type Files, leaveAt, sameBytes, timeless } from '../testing/runs.node.js';
import { ADVERSARIAL, COUNTED } from '../testing/tiny-architectures.node.js';
import { tinyConfig, tinyDataset } from '../testing/tiny-set.node.js';
import type { TrainRequest } from './request.js';
import { LAST } from './run.js';
import { memoryStore } from './run-store.js';
import { train } from './train.js';
import type { TrainedModel } from './trained-model.js';

const config = tinyConfig({ width: 0, target: 'mask', epochs: 3, averaging: 0.5 });
const whole: Files = new Map();
let dataset: Dataset;
let model: TrainedModel;

const begin = (files: Files, request: Partial<TrainRequest> = {}) =>
  train({ dataset, config, architecture: ADVERSARIAL, threads: 1, store: memoryStore(files), ...request });

beforeAll(async () => {
  dataset = await tinyDataset();
  ({ result: model } = await collect(begin(whole)));
});

describe('a training against an adversary', () => {
  it('logs what both have lost', () => {
    for (const { figures } of model.records) {
      expect(Object.keys(figures ?? {}).sort()).toEqual([
        'adversary.fooled',
        'adversary.gradientNorm',
        'adversary.loss',
        'countError',
        'gradientNorm',
        'persuasion',
      ]);
      for (const value of Object.values(figures ?? {})) expect(Number.isFinite(value)).toBe(true);
    }
    const losses = model.records.map(({ figures }) => figures?.['adversary.loss']);
    expect(new Set(losses).size).toBe(3);
  });

  it('changes both networks, and keeps both with their optimisers', async () => {
    const { tensors } = await checkpointOf(whole, LAST);
    const own = ['parameters', 'buffers', 'optimiser.mean', 'optimiser.square'];
    expect(Object.keys(tensors).sort()).toEqual(
      [...own, 'average', ...own.map((name) => `adversary.${name}`)].sort(),
    );
    const files: Files = new Map();
    await leaveAt(begin(files), ({ type }) => type === 'epoch');
    const early = await checkpointOf(files, LAST);
    expect(differing(early.tensors, tensors).sort()).toEqual(Object.keys(tensors).sort());
  });

  it('goes on to the same numbers when it was left', async () => {
    const files: Files = new Map();
    await leaveAt(begin(files), (event) => event.type === 'step' && event.epoch === 2);
    const { result } = await collect(begin(files, { resume: true }));
    expect(timeless(result.records)).toEqual(timeless(model.records));
    expect(sameBytes(result.program.model, model.program.model)).toBe(true);
    const [mine, theirs] = [await checkpointOf(files, LAST), await checkpointOf(whole, LAST)];
    expect(differing(mine.tensors, theirs.tensors)).toEqual([]);
  });

  it('is no other training than without one, when what it says has no weight', async () => {
    const [without, never] = [new Map(), new Map()] as [Files, Files];
    const silent = tinyConfig({ width: 0, target: 'mask', epochs: 1, adversarialWeight: 0 });
    await collect(begin(without, { config: silent }));
    await collect(begin(never, { config: silent, architecture: COUNTED }));
    const [a, b] = [await checkpointOf(without, LAST), await checkpointOf(never, LAST)];
    expect(differing(a.tensors, b.tensors)).toEqual([]);
    const { records } = (await collect(begin(new Map(), { config: { ...silent, adversarialWeight: 1 } })))
      .result;
    expect(records[0]?.loss).not.toBe(a.records[0]?.loss);
  });

  it('leaves the adversary out of the model', () => {
    const text = new TextDecoder('latin1').decode(model.program.model);
    expect(text).not.toContain('adversary');
    expect(model.program.outputs.map(({ name, shape }) => [name, shape])).toEqual([
      ['map', ['batch', 1, 32, 32]],
      ['count', ['batch']],
    ]);
  });
});
