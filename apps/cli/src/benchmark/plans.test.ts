import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cellsOf, networksOf } from '@celltally/counting';
import { describe, expect, it } from 'vitest';
import { planIn } from './take-plan.js';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const plans = [
  ...readdirSync(join(root, 'bench/plans'))
    .filter((name) => name.endsWith('.json'))
    .map((name) => `bench/plans/${name}`),
  'examples/benchmark-plan.json',
];

describe.each(plans)('%s', (file) => {
  it('can be trained as it stands', async () => {
    const plan = await planIn(join(root, file));
    if (plan === undefined) throw new Error(`${file} cannot be read`);
    // Every network is built with its options, under the options of its training.
    const networks = await networksOf(plan);
    const labels = (untrained: boolean): Set<string> =>
      new Set(
        plan.models.filter(({ model }) => (model === 'classical') === untrained).map(({ label }) => label),
      );
    expect(new Set(networks.flatMap((each) => each.labels))).toEqual(labels(false));
    // What learns nothing is measured once, whatever the seeds.
    const cells = plan.models.flatMap(
      ({ model, label, seeds = plan.seeds, data = plan.data.map(({ name }) => name) }) =>
        data.flatMap((name) => (model === 'classical' ? ['once'] : seeds).map((seed) => [label, name, seed])),
    );
    expect(cellsOf(plan)).toHaveLength(cells.length);
  });
});
