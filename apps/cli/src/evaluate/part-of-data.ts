import { type Dataset, SPLIT_NAMES, type SplitName, subset } from '@celltally/imaging';
import { InputError, UsageError } from '../errors.js';

/** The pictures to evaluate: a part of the split, or all of them. */
export function partOfData(dataset: Dataset, split: SplitName | 'all', limit: number | undefined): Dataset {
  const part = split === 'all' ? dataset : partOf(dataset, split);
  if (part.items.length === 0) {
    const sizes = SPLIT_NAMES.map((name) => `${dataset.splits?.[name].length ?? 0} ${name}`).join(', ');
    throw new InputError(
      `the part "${split}" of ${dataset.name} holds no pictures (${sizes}): choose another --split`,
    );
  }
  return limit === undefined ? part : { ...part, items: part.items.slice(0, limit) };
}

function partOf(dataset: Dataset, split: SplitName): Dataset {
  if (dataset.splits === undefined) {
    throw new UsageError(
      `${dataset.name} is not split into train, val and test: add a split.json, or use --split all`,
    );
  }
  return subset(dataset, split);
}
