import type { BenchmarkPlan } from '@celltally/counting';
import { type Dataset, makeSplit, SPLIT_NAMES } from '@celltally/imaging';
import { openData } from '../dataset/open-data.js';
import type { Io } from '../io.js';
import { notice } from '../notice.js';

/** How a data set without a split is divided: the same way for all models and seeds. */
const DIVISION = { seed: 1, train: 70, val: 10, test: 20 } as const;

/** Opens the data sets of a plan, all of them before anything is trained, and divides those that are not. */
export async function openSets(plan: BenchmarkPlan, io: Io): Promise<ReadonlyMap<string, Dataset>> {
  const sets = new Map<string, Dataset>();
  for (const { name, folder } of plan.data) {
    const data = await openData(folder, io);
    if (data.splits !== undefined) {
      sets.set(name, data);
      continue;
    }
    const names = data.items.map((item) => item.name);
    const splits = makeSplit(names, DIVISION);
    const sizes = SPLIT_NAMES.map((part) => `${splits[part].length} ${part}`).join(', ');
    notice(io, 'info', `data: split of ${name}: drawn with seed 1, 70:10:20; ${sizes}`);
    sets.set(name, { ...data, splits });
  }
  return sets;
}
