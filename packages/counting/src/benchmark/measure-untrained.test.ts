import { expect, it } from 'vitest';
import { PlanError } from '../errors.js';
import { collect, ofType } from '../testing/collect.node.js';
import { tinyPlan, tinyRequest } from '../testing/tiny-plan.node.js';
import { benchmark } from './benchmark.js';
import { networksOf } from './network-cost.js';
import { readResults } from './results.js';

const plan = tinyPlan({ models: [{ model: 'classical', options: { diameter: 12 } }], seeds: [1, 2] });

it('measures the classical recipe once, whatever the seeds, and trains nothing', async () => {
  const request = await tinyRequest(plan);
  const { events, result } = await collect(benchmark(request));
  expect(ofType(events, 'cellEnded').map(({ outcome }) => outcome)).toEqual(['finished']);
  expect(ofType(events, 'training')).toEqual([]);
  const [cell] = result.cells;
  expect(cell).toMatchObject({
    state: 'finished',
    record: {
      ...{ model: 'classical', options: { diameter: 12 }, target: 'nothing', stages: [] },
      ...{ cell: { label: 'classical (diameter=12)', seed: 1 }, split: { train: 4, val: 2, test: 2 } },
    },
  });
  expect(result.cells).toHaveLength(1);
  expect(cell).toMatchObject({
    record: { part: 'test', measured: { images: 2 }, validation: { images: 2 } },
  });
  expect(await readResults(plan, request.store)).toEqual(result);
  expect(await networksOf(plan)).toEqual([]);
});

it.each([
  [{ options: { width: 4 } }, /classical \(width=4\): classical has no option 'width'/],
  [{ init: 'weights.safetensors' }, /classical learns nothing: leave out its 'init'/],
])('refuses a row with %j', async (row, message) => {
  const request = await tinyRequest(tinyPlan({ models: [{ model: 'classical', ...row }] }));
  const running = collect(benchmark(request));
  await expect(running).rejects.toThrow(PlanError);
  await expect(running).rejects.toThrow(message);
});
