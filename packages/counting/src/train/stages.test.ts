import { floatData } from '@celltally/engine';
import type { Dataset } from '@celltally/imaging';
import { unflatten } from '@celltally/nn';
import { beforeAll, describe, expect, it } from 'vitest';
import { ConfigError } from '../errors.js';
import type { TaskEvent } from '../events.js';
import { collect, ofType } from '../testing/collect.node.js';
import { checkpointOf, differing, type Files, leaveAt, sameBytes, timeless } from '../testing/runs.node.js';
import { TWO_STAGES } from '../testing/tiny-architectures.node.js';
import { tinyConfig, tinyDataset } from '../testing/tiny-set.node.js';
import { readChosen } from './chosen.js';
import { designOf } from './design.js';
import type { TrainRequest } from './request.js';
import { memoryStore, partOf } from './run-store.js';
import { train } from './train.js';
import type { TrainedModel } from './trained-model.js';
import { turnsOf } from './turns.js';

const config = tinyConfig({ width: 0, epochs: [3, 2], learningRate: '0.02,0.01' });
const whole: Files = new Map();
let dataset: Dataset;
let model: TrainedModel;
let events: readonly TaskEvent[];

const begin = (files: Files, request: Partial<TrainRequest> = {}) =>
  train({ dataset, config, architecture: TWO_STAGES, threads: 1, store: memoryStore(files), ...request });
const chosenOf = async (files: Files) => (await readChosen(partOf(memoryStore(files), 'counter')))!;

beforeAll(async () => {
  dataset = await tinyDataset();
  ({ events, result: model } = await collect(begin(whole)));
});

describe('a training in two stages', () => {
  it('trains one after the other, and says which', () => {
    const told = events
      .filter(({ type }) => type !== 'choosing')
      .map((event) => ('stage' in event ? `${event.stage} ${event.type}` : event.type));
    const epoch = (stage: string) => [`${stage} step`, `${stage} step`, `${stage} epoch`];
    expect(told).toEqual([
      'counter training',
      ...[1, 2, 3].flatMap(() => epoch('counter')),
      'counter trained',
      'localizer training',
      ...[1, 2].flatMap(() => epoch('localizer')),
      'localizer trained',
    ]);
    const [first, second] = ofType(events, 'training');
    expect(first).toMatchObject({ stages: ['counter', 'localizer'], epochs: 3 });
    expect(second?.epochs).toBe(2);
    expect(first?.parameters).toBe(4 * 27 + 4 + 8 + 5);
    expect(second?.parameters).toBe(4 * 36 + 4 + 8 + 37);
  });

  it('gives each stage its own options, its own map to learn, and its own figures', () => {
    expect(model.stages.map(({ name, target, records }) => [name, target, records.length])).toEqual([
      ['counter', 'count', 3],
      ['localizer', 'density', 2],
    ]);
    const [counting, locating] = model.stages;
    expect(counting?.records[0]?.learningRate).toBeGreaterThan(locating?.records[0]?.learningRate as number);
    // Where only numbers are learnt, places are not compared.
    expect(counting?.records[0]?.validation?.localization).toEqual([]);
    expect(locating?.records[0]?.validation?.localization).toHaveLength(2);
    for (const { score, validation } of counting?.records ?? []) expect(score).toBe(validation?.mae);
    // A counter that does not learn any more cannot say which epoch is best: places do.
    for (const { score, validation } of locating?.records ?? []) {
      const missing = validation?.localization.reduce((sum, { f1 }) => sum + 1 - f1, 0);
      expect(score).toBeCloseTo(missing as number, 12);
    }
    expect(model.records).toBe(locating?.records);
    expect(model.target.name).toBe('density');
  });

  it('keeps the files of each stage in a folder of its own', () => {
    expect([...whole.keys()].sort()).toEqual([
      ...['best.safetensors', 'chosen.safetensors', 'last.safetensors', 'log.jsonl'].map(
        (name) => `counter/${name}`,
      ),
      ...['best.safetensors', 'last.safetensors', 'log.jsonl'].map((name) => `localizer/${name}`),
      'run.json',
      'split.json',
    ]);
  });

  it('builds on what the former stage came to, and leaves it as it is', async () => {
    const { tensors } = await chosenOf(whole);
    const design = await designOf(config, TWO_STAGES);
    const { buffers } = turnsOf(design.stages[1]!, design.options, 'cpu').turns[0].step;
    for (const name of ['best', 'last']) {
      const checkpoint = await checkpointOf(whole, `localizer/${name}.safetensors`);
      const held = unflatten(buffers, floatData(checkpoint.tensors.buffers!));
      expect([...tensors.keys()].sort()).toEqual(
        [...held.keys()].filter((key) => key.startsWith('counter')).sort(),
      );
      for (const [key, tensor] of tensors) expect(held.get(key)?.data).toEqual(tensor.data);
    }
  });

  it('counts with the head of its last stage: here that of the counter, which does not learn any more', async () => {
    const seen = tinyConfig({ width: 0, crop: 48, epochs: [1, 2], learningRate: 0.1 });
    const files: Files = new Map();
    const { result } = await collect(begin(files, { config: seen }));
    const [first, second] = result.records.map(({ validation }) => validation);
    expect(first?.mae).toBe(second?.mae);
    expect(first?.localization).not.toEqual(second?.localization);
    // A picture of one tile has the counter's own count.
    expect(first?.mae).toBeCloseTo((await chosenOf(files)).validation?.mae as number, 4);
  });

  it('ends with the first stage that learns the map that is asked for, without folders', async () => {
    const files: Files = new Map();
    const { result } = await collect(
      begin(files, { config: tinyConfig({ width: 0, target: 'count', epochs: 1 }) }),
    );
    expect(result.stages.map(({ name }) => name)).toEqual(['counter']);
    expect([...files.keys()].sort()).toEqual([
      'best.safetensors',
      'last.safetensors',
      'log.jsonl',
      'run.json',
      'split.json',
    ]);
  });

  it('refuses a number of values that is none of the stages’', async () => {
    const epochs = [1, 2, 3];
    await expect(collect(begin(new Map(), { config: { ...config, epochs } }))).rejects.toThrow(
      new ConfigError(
        "option 'epochs' has 3 values (1, 2, 3), but there are 2 stages (counter, localizer): give one value, or one for each stage",
      ),
    );
  });
});

describe('a run in two stages that was left', () => {
  const places: readonly (readonly [string, (event: TaskEvent) => boolean])[] = [
    [
      'within its first stage',
      (event) => event.type === 'step' && event.stage === 'counter' && event.epoch === 3,
    ],
    ['when its first stage had ended', (event) => event.type === 'trained'],
    ['when its second stage began', (event) => event.type === 'training' && event.stage === 'localizer'],
    [
      'within its second stage',
      (event) => event.type === 'step' && event.stage === 'localizer' && event.epoch === 2,
    ],
  ];

  it.each(places)('%s goes on to the same numbers', async (_, stop) => {
    const files: Files = new Map();
    await leaveAt(begin(files), stop);
    const { result } = await collect(begin(files, { resume: true }));
    expect(sameBytes(result.program.model, model.program.model)).toBe(true);
    expect(result.stages.map(({ records }) => timeless(records))).toEqual(
      model.stages.map(({ records }) => timeless(records)),
    );
    for (const name of ['counter/last.safetensors', 'localizer/last.safetensors']) {
      const [mine, theirs] = [await checkpointOf(files, name), await checkpointOf(whole, name)];
      expect(differing(mine.tensors, theirs.tensors)).toEqual([]);
      expect(mine.random).toEqual(theirs.random);
    }
  });

  it('does not touch a stage that has ended', async () => {
    const files: Files = new Map(whole);
    const { events: told } = await collect(begin(files, { resume: true }));
    expect(told.map(({ type }) => type).filter((type) => type !== 'choosing')).toEqual([
      'training',
      'trained',
    ]);
    expect(told[0]).toMatchObject({ stage: 'localizer' });
    for (const [name, bytes] of whole) {
      if (name.startsWith('counter/')) expect(files.get(name)).toBe(bytes);
    }
  });

  it('says what to do about a damaged outcome', async () => {
    const files: Files = new Map(whole);
    files.set('counter/chosen.safetensors', Uint8Array.of(1, 2, 3));
    await expect(collect(begin(files, { resume: true }))).rejects.toThrow(
      'chosen.safetensors is damaged: remove it, and the stage chooses its tensors again',
    );
    files.delete('counter/chosen.safetensors');
    const { result } = await collect(begin(files, { resume: true }));
    expect(sameBytes(result.program.model, model.program.model)).toBe(true);
  });
});
