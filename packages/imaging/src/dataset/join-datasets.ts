import { DatasetError } from '../errors.js';
import type { SplitName, Splits } from '../formats/split.js';
import type { Dataset, DatasetItem } from './dataset.js';

/** Stands between the names of joined data sets. */
export const JOINED = ' + ';

/**
 * Several data sets as one: each picture's name begins with that of its set, and parts are joined with parts.
 * @throws DatasetError where two sets have one name, or some are split and others are not
 */
export function joinDatasets(sets: readonly [Dataset, ...Dataset[]]): Dataset {
  const [first, ...others] = sets;
  if (others.length === 0) return first;
  const names = sets.map(({ name }) => name);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined)
    throw new DatasetError(
      `two data sets are called "${twice}": rename the folder of one, so that pictures can be told apart`,
    );
  const splits = joinedSplits(sets);
  return {
    name: names.join(JOINED),
    layout: [...new Set(sets.map(({ layout }) => layout))].join('+'),
    items: sets.flatMap((set) => set.items.map((item) => itemIn(set, item))),
    ...(splits === undefined ? {} : { splits }),
    notes: sets.flatMap(({ name, notes }) => notes.map((note) => `${name}: ${note}`)),
  };
}

const itemIn = (set: Dataset, item: DatasetItem): DatasetItem => ({
  name: nameIn(set, item.name),
  set: set.name,
  open: () => item.open(),
  annotation: () => item.annotation(),
});

const nameIn = ({ name }: Dataset, item: string): string => `${name}/${item}`;

function joinedSplits(sets: readonly Dataset[]): Splits | undefined {
  const split = sets.filter(({ splits }) => splits !== undefined);
  if (split.length === 0) return undefined;
  const whole = sets.find(({ splits }) => splits === undefined);
  if (whole !== undefined) {
    throw new DatasetError(
      `${whole.name} is not split, but ${split[0]?.name} is: give it a split.json that says which of its pictures are for training`,
    );
  }
  const joined = (part: SplitName): string[] =>
    sets.flatMap((set) => (set.splits?.[part] ?? []).map((item) => nameIn(set, item)));
  return { train: joined('train'), val: joined('val'), test: joined('test') };
}
