import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Dataset, makeSplit, parseSplit, SPLIT_NAMES, type Splits } from '@celltally/imaging';
import { InputError } from '../errors.js';

/** Shares of a split that is made for a data set without one. */
const SHARES = { train: 70, val: 10, test: 20 } as const;

/** A split and where it comes from, for the log. */
export interface RunSplit {
  readonly splits: Splits;
  readonly source: string;
}

/**
 * The split that a run trains by: the data set's own; else, when a run is continued, the one that it saved; else a new
 * one drawn with the seed.
 *
 * @throws InputError where there is nothing to train on
 */
export async function splitOfRun(
  dataset: Dataset,
  run: { readonly folder: string; readonly resume: boolean; readonly seed: number },
): Promise<RunSplit> {
  const { splits, source } = await chosenSplit(dataset, run);
  if (splits.train.length === 0) {
    throw new InputError(
      `the split of ${dataset.name} (${source}) has no pictures in "train": correct its split.json`,
    );
  }
  return { splits, source };
}

async function chosenSplit(
  { name, items, splits }: Dataset,
  { folder, resume, seed }: { readonly folder: string; readonly resume: boolean; readonly seed: number },
): Promise<RunSplit> {
  if (splits !== undefined) return { splits, source: 'the data set’s own' };
  const saved = resume ? await savedSplit(join(folder, 'split.json')) : undefined;
  if (saved === undefined) {
    const names = items.map((item) => item.name);
    return { splits: makeSplit(names, { seed, ...SHARES }), source: `drawn with seed ${seed}, 70:10:20` };
  }
  const known = new Set(items.map((item) => item.name));
  const gone = SPLIT_NAMES.flatMap((part) => saved[part]).find((each) => !known.has(each));
  if (gone !== undefined) {
    throw new InputError(
      `the run was split over "${gone}", which ${name} does not hold: was --data another folder?`,
    );
  }
  return { splits: saved, source: 'saved with the run' };
}

async function savedSplit(file: string): Promise<Splits | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : parseSplit(text, file).splits;
}
