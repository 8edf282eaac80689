import type { BenchmarkGroup, Provenance } from '@celltally/counting';
import { formatDuration } from '../../render/durations.js';
import { madeBy } from '../provenance.js';

/** By what software, with which seeds, and in how many hours the figures of a table came about. */
export function madeText(groups: readonly BenchmarkGroup[]): string {
  const seeds = [...new Set(groups.flatMap((each) => each.seeds))].sort((a, b) => a - b);
  const hours = groups.reduce(
    (sum, each) => sum + each.hours.values.reduce((total, { value }) => total + value, 0),
    0,
  );
  const several = groups.some((each) => each.seeds.length > 1);
  return [
    several ? `Mean ± standard deviation over seeds ${seeds.join(', ')}` : `Seed ${seeds.join(', ')}`,
    `trained in ${formatDuration(3600 * hours)}`,
    makersText(groups.flatMap(({ records }) => records.map(({ made }) => made))),
  ]
    .join('; ')
    .concat('.');
}

/** `celltally 0.1.0, commit 9f489cb`, several where they differ. */
export const makersText = (made: readonly Provenance[]): string =>
  [...new Set(made.map(madeBy))].join(' and ');
