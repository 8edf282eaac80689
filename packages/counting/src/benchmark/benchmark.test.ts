import type { Dataset, Splits } from '@celltally/imaging';
import { beforeAll, describe, expect, it } from 'vitest';
import { PlanError } from '../errors.js';
import type { TaskEvent } from '../events.js';
import { collect, ofType } from '../testing/collect.node.js';
import { leaveAt } from '../testing/runs.node.js';
import { tinyPlan, tinyRequest } from '../testing/tiny-plan.node.js';
import { tinyCounts, tinyDataset } from '../testing/tiny-set.node.js';
import { memoryStore } from '../train/run-store.js';
import { type BenchmarkRequest, benchmark } from './benchmark.js';
import type { CellRecord } from './cell-record.js';
import { groupsOf } from './groups.js';
import type { PlannedModel } from './plan.js';
import { type BenchmarkResults, readResults } from './results.js';

type Files = Map<string, Uint8Array>;

const plan = tinyPlan();
/** A benchmark that was not interrupted. */
const whole: Files = new Map();
let events: readonly TaskEvent[];
let results: BenchmarkResults;

const run = async (files: Files, changes: Partial<BenchmarkRequest> = {}) =>
  collect(benchmark(await tinyRequest(plan, { store: memoryStore(files), ...changes })));

/** Records without what a clock has measured. */
const timeless = ({ cells }: BenchmarkResults): unknown =>
  cells.map((each) => {
    if (each.state !== 'finished') return each.state;
    const { stages, finished: _, images, ...record } = each.record as CellRecord;
    const untimed = images.map(({ seconds: __, ...image }) => image);
    return { ...record, images: untimed, stages: stages.map(({ seconds: __, ...stage }) => stage) };
  });
const outcomes = (told: readonly TaskEvent[]): string[] =>
  ofType(told, 'cellEnded').map(({ cell, outcome }) => `${cell.data} ${cell.label} ${cell.seed} ${outcome}`);

beforeAll(async () => {
  ({ events, result: results } = await run(whole));
});

describe('benchmark', () => {
  it('trains and measures every model with every seed, the first seed first', () => {
    expect(outcomes(events)).toEqual([
      'tiny MCNN 1 finished',
      'tiny fcrn (width=4) 1 finished',
      'tiny MCNN 2 finished',
      'tiny fcrn (width=4) 2 finished',
    ]);
    expect(events[0]).toEqual({ type: 'benchmark', cells: 4, finished: 0 });
    const cells = ofType(events, 'cell');
    expect(cells.map(({ number, after }) => [number, after])).toEqual([
      [1, 3],
      [2, 2],
      [3, 1],
      [4, 0],
    ]);
    expect(cells.map(({ secondsEach }) => secondsEach !== undefined)).toEqual([false, true, true, true]);
    expect(ofType(events, 'epoch')).toHaveLength(8);
    expect(ofType(events, 'evaluated')).toHaveLength(8);
  });

  it('keeps a run that is like any other, its package, and its figures on the test part', () => {
    const cell = 'cells/tiny/mcnn/seed-1';
    for (const file of ['run.json', 'split.json', 'log.jsonl', 'last.safetensors', 'package/rdf.yaml']) {
      expect(whole.has(`${cell}/${file}`)).toBe(true);
    }
    const text = (file: string): string => new TextDecoder().decode(whole.get(`${cell}/${file}`));
    const record = JSON.parse(text('evaluation.json')) as CellRecord;
    expect(record).toMatchObject({
      cell: { label: 'MCNN', data: 'tiny', seed: 1, folder: cell },
      model: 'mcnn',
      options: { width: 4 },
      target: 'density',
      split: { train: 4, val: 2, test: 2 },
      stages: [{ name: 'network', epochs: 2 }],
      made: { version: '0.0.0', commit: 'abcdef0' },
    });
    expect(record.images.map(({ image }) => image)).toEqual(['cells-6.png', 'cells-7.png']);
    const off = record.images.reduce((sum, { error }) => sum + Math.abs(error), 0) / 2;
    expect(record.measured.mae).toBeCloseTo(off, 10);
    expect(text('package/README.md')).toMatch(/\| figure \| val \| test \|/);
  });

  it('leaves results that can be read again without training', async () => {
    expect(await readResults(plan, memoryStore(whole))).toEqual(results);
    expect(results.spent.seconds).toBeGreaterThan(0);
    const [mcnn, fcrn] = groupsOf(results);
    expect([mcnn?.row.label, fcrn?.row.label]).toEqual(['MCNN', 'fcrn (width=4)']);
    const maes = results.cells.flatMap((each) =>
      each.state === 'finished' && each.cell.row.model === 'mcnn' ? [each.record.measured.mae] : [],
    );
    expect(mcnn?.figures.mae?.values).toEqual([
      { seed: 1, value: maes[0] },
      { seed: 2, value: maes[1] },
    ]);
    expect(mcnn?.figures['f1@10']?.values).toHaveLength(2);
    expect(mcnn?.figures.dice).toBeUndefined();
  });

  it('goes on after it was killed, to the same figures', async () => {
    const files: Files = new Map();
    const request = await tinyRequest(plan, { store: memoryStore(files) });
    await leaveAt(
      benchmark(request),
      (event) =>
        event.type === 'step' && event.epoch === 2 && files.has('cells/tiny/fcrn-width-4/seed-1/run.json'),
    );
    const left = await readResults(plan, memoryStore(files));
    expect(left.cells.map(({ state }) => state)).toEqual(['finished', 'open', 'open', 'open']);
    expect(left.cells[1]).toMatchObject({ state: 'open', epochs: 1 });
    const { events: told, result } = await run(files);
    expect(told[0]).toEqual({ type: 'benchmark', cells: 4, finished: 1 });
    expect(ofType(told, 'training')[0]).toMatchObject({ fromEpoch: 1 });
    expect(timeless(result)).toEqual(timeless(results));
  });

  it('has nothing to do once it is complete', async () => {
    const { events: told, result } = await run(new Map(whole));
    expect(told.map(({ type }) => type)).toEqual(['benchmark']);
    expect(timeless(result)).toEqual(timeless(results));
  });

  it('keeps to the models that it is told, and leaves the others for later', async () => {
    const files: Files = new Map();
    const { result } = await run(files, { only: ['MCNN'], plan: tinyPlan({ seeds: [1] }) });
    expect(result.cells.map(({ state }) => state)).toEqual(['finished', 'open']);
  });

  it('measures the part that the plan names, and does not mix it with another', async () => {
    const files: Files = new Map();
    const choices = tinyPlan({ part: 'val', seeds: [1], models: [{ model: 'mcnn', options: { width: 4 } }] });
    const { result } = await run(files, { plan: choices });
    const [first] = result.cells;
    const record = first?.state === 'finished' ? first.record : undefined;
    const { val, test } = (await tinyDataset()).splits as Splits;
    expect(record?.images.map(({ image }) => image)).toEqual(val);
    expect(record?.images.map(({ image }) => image)).not.toEqual(test);
    const mixed = await run(files, { plan: { ...choices, part: 'test' } });
    expect(mixed.result.cells[0]).toMatchObject({
      state: 'failed',
      reason: expect.stringContaining('figures of the val part, not of test'),
    });
  });
});

describe('a cell that fails', () => {
  const both = tinyPlan({
    models: [{ model: 'fcrn', options: { width: 4 } }],
    data: ['counted', 'tiny'],
    seeds: [1],
  });
  const datasets = async (counted: Dataset): Promise<ReadonlyMap<string, Dataset>> =>
    new Map([
      ['counted', counted],
      ['tiny', await tinyDataset()],
    ]);

  it('is a line with its reason, the rest goes on, and it is tried again later', async () => {
    const files: Files = new Map();
    const first = await run(files, { plan: both, datasets: await datasets(await tinyCounts()) });
    expect(outcomes(first.events)).toEqual([
      'counted fcrn (width=4) 1 failed',
      'tiny fcrn (width=4) 1 finished',
    ]);
    expect(first.result.cells[0]).toMatchObject({
      state: 'failed',
      reason: expect.stringContaining("the target 'density' needs points or boxes or labels"),
    });
    const mended = { ...(await tinyDataset()), name: 'counted' };
    const second = await run(files, { plan: both, datasets: await datasets(mended) });
    expect(outcomes(second.events)).toEqual(['counted fcrn (width=4) 1 finished']);
    expect(second.result.cells.map(({ state }) => state)).toEqual(['finished', 'finished']);
  });

  it('is one whose folder holds another training, which stays as it is', async () => {
    const files: Files = new Map(whole);
    const other = tinyPlan({ train: { ...plan.train, batch: 4, minutes: 7 } });
    const { result } = await run(files, { plan: other });
    expect(result.cells[0]).toMatchObject({
      state: 'failed',
      reason: expect.stringContaining('a run with other options (batch was 2, now 4)'),
    });
    const [model] = plan.models;
    const weighted = { ...plan, models: [{ ...model, init: 'a/vgg.safetensors' } as PlannedModel] };
    expect((await readResults(weighted, memoryStore(files))).cells[0]).toMatchObject({
      state: 'failed',
      reason: expect.stringContaining('(init was not given, now vgg.safetensors)'),
    });
    expect(timeless(await readResults(plan, memoryStore(files)))).toEqual(timeless(results));
  });

  it('is not one whose options cannot be: that is refused before anything is trained', async () => {
    const files: Files = new Map();
    const wrong = tinyPlan({ models: ['unet', { model: 'lite-unet', options: { thets: 0.4 } }] });
    await expect(run(files, { plan: wrong })).rejects.toThrow(PlanError);
    await expect(run(files, { plan: wrong })).rejects.toThrow(
      "lite-unet (thets=0.4) on tiny: unknown option 'thets'",
    );
    expect(files.size).toBe(0);
  });
});

describe('a budget', () => {
  it('ends the training that it meets, and lists what was left', async () => {
    const files: Files = new Map();
    // Every step takes a minute; a cell has four.
    let minutes = 0;
    const follow = async (budgetHours: number) => {
      const request = await tinyRequest(
        { ...plan, budgetHours },
        { store: memoryStore(files), now: () => 60_000 * minutes },
      );
      const stream = benchmark(request);
      const told: TaskEvent[] = [];
      for (let next = await stream.next(); ; next = await stream.next()) {
        if (next.done) return { told, result: next.value };
        told.push(next.value);
        if (next.value.type === 'step') minutes++;
      }
    };
    const short = await follow(10.5 / 60);
    expect(outcomes(short.told)).toEqual([
      'tiny MCNN 1 finished',
      'tiny fcrn (width=4) 1 finished',
      'tiny MCNN 2 left',
    ]);
    expect(ofType(short.told, 'cell').map(({ budgetLeft }) => budgetLeft)).toEqual([630, 390, 150]);
    expect(short.result.cells.slice(2)).toMatchObject([
      { state: 'open', epochs: 1 },
      { state: 'open', epochs: 0 },
    ]);
    expect(short.result.spent).toEqual({ seconds: 660, budgetHours: 10.5 / 60 });

    const spent = await follow(10.5 / 60);
    expect(spent.told.map(({ type }) => type)).toEqual(['benchmark']);
    const { result } = await follow(1);
    expect(timeless(result)).toEqual(timeless(results));
    expect(result.spent.seconds).toBe(60 * (4 * 4 + 1));
  });

  it('is not needed to stop: a signal does, and nothing is recorded as failed', async () => {
    const files: Files = new Map();
    const abort = new AbortController();
    const follow = async (): Promise<void> => {
      const request = await tinyRequest(plan, { store: memoryStore(files), signal: abort.signal });
      for await (const { type } of benchmark(request)) if (type === 'epoch') abort.abort(new Error('enough'));
    };
    await expect(follow()).rejects.toThrow('enough');
    const { cells } = await readResults(plan, memoryStore(files));
    expect(cells[0]).toMatchObject({ state: 'open', epochs: 1 });
  });
});

describe('minutes for each cell', () => {
  it('are divided among its stages', async () => {
    const staged = tinyPlan({
      models: [{ model: 'dcl', options: { width: 2, localizerWidth: 2, samples: 2 } }, 'unet'],
      minutesEach: 30,
    });
    const { configOfCell } = await import('./cell-config.js');
    const { cellsOf } = await import('./cells.js');
    const [dcl, unet] = await Promise.all(
      cellsOf(staged)
        .slice(0, 2)
        .map((cell) => configOfCell(staged, cell)),
    );
    expect([dcl?.config.minutes, unet?.config.minutes]).toEqual([15, 30]);
  });
});
