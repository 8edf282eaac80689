import { DatasetError } from '../errors.js';
import { createRandom } from '../random.js';
import { SPLIT_NAMES, type SplitName, type Splits } from './split.js';

/** Options of `makeSplit`. The three shares may be in any unit: 0.7, 0.1, 0.2 or 70, 10, 20. */
export interface MakeSplitOptions {
  /** The same seed and names give the same split, in whatever order the names come. */
  readonly seed: number;
  readonly train: number;
  readonly val: number;
  readonly test: number;
  /**
   * Group of a picture (slide, patient, well): a group is never divided between parts. Default: every picture
   * alone.
   */
  readonly groups?: (name: string) => string;
}

/**
 * Divides pictures at random into train, val and test. Part sizes are the shares rounded by largest
 * remainder; a part with a share gets at least one group. With groups, sizes come as near as whole groups
 * allow: groups are dealt in random order, each to the part that lacks most. Throws `DatasetError` for bad
 * shares or too few groups.
 */
export function makeSplit(names: readonly string[], options: MakeSplitOptions): Splits {
  const total = checkShares(options);
  const wanted = SPLIT_NAMES.filter((part) => options[part] > 0);
  const groups = grouped(names.toSorted(), options.groups ?? ((name) => name));
  if (groups.length < wanted.length) {
    throw new DatasetError(
      `A split into ${wanted.join(', ')} needs at least ${wanted.length} ${options.groups ? 'groups' : 'pictures'}, but there are ${groups.length}. Set a share to 0, or add pictures.`,
    );
  }
  createRandom(options.seed).shuffle(groups);

  const targets = new Map(wanted.map((part) => [part, (names.length * options[part]) / total]));
  const parts: Record<SplitName, string[]> = { train: [], val: [], test: [] };
  for (const [index, group] of groups.entries()) {
    const empty = wanted.filter((part) => parts[part].length === 0);
    const lack = (part: SplitName): number => targets.get(part)! - parts[part].length;
    const candidates = groups.length - index <= empty.length ? empty : wanted;
    const part = candidates.reduce((best, next) => (lack(next) > lack(best) ? next : best));
    parts[part].push(...group);
  }
  for (const part of SPLIT_NAMES) parts[part].sort();
  return parts;
}

function grouped(names: readonly string[], groupOf: (name: string) => string): string[][] {
  const groups = new Map<string, string[]>();
  for (const name of names) {
    const group = groups.get(groupOf(name));
    if (group === undefined) groups.set(groupOf(name), [name]);
    else group.push(name);
  }
  return [...groups.values()];
}

function checkShares(options: MakeSplitOptions): number {
  for (const part of SPLIT_NAMES) {
    if (!(Number.isFinite(options[part]) && options[part] >= 0)) {
      throw new DatasetError(`The share of ${part} must be a number of at least 0, but is ${options[part]}.`);
    }
  }
  const total = options.train + options.val + options.test;
  if (total === 0)
    throw new DatasetError('The shares of train, val and test are all 0. Give at least one of them.');
  return total;
}
