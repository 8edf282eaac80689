import {
  type Dataset,
  findTwins,
  SPLIT_NAMES,
  type Splits,
  splitWithin,
  subset,
  type Twins,
} from '@celltally/imaging';
import type { Io } from '../io.js';
import { notice } from '../notice.js';
import { startProgress } from '../render/progress.js';

/** How many pictures a notice names. */
const NAMED = 3;

/**
 * A split without the training pictures that are in "val" or "test" as well, and without the validation pictures that are
 * in "test": whoever learns from what is measured on measures too well. Says which were left out.
 */
export async function withoutTwins(dataset: Dataset, splits: Splits, io: Io): Promise<Splits> {
  const split = { ...dataset, splits };
  const parts = SPLIT_NAMES.map((name) => subset(split, name).items);
  const total = parts.reduce((sum, { length }) => sum + length, 0);
  const progress = startProgress({
    label: 'looking for pictures that are in two parts',
    total,
    stream: io.stderr,
    environment: io.env,
  });
  let looked = 0;
  let twins: readonly Twins[];
  try {
    twins = await findTwins(parts, { onPicture: () => progress.update(++looked), signal: io.signal });
  } finally {
    progress.finish('clear');
  }
  if (twins.length === 0) return splits;
  const left = new Map(twins.map(({ first, second }) => [first, second]));
  const named = [...left].slice(0, NAMED).map(([first, second]) => `${first} is ${second}`);
  const more = left.size > NAMED ? `; and ${left.size - NAMED} more` : '';
  notice(
    io,
    'warning',
    `left out of training or validation, because they are in a later part as well: ${left.size} pictures (${named.join('; ')}${more})`,
  );
  return splitWithin(splits, (name) => !left.has(name));
}
