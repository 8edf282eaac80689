import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Dataset, makeSplit, parseSplit, SPLIT_NAMES, type Splits } from '@celltally/imaging';
import { InputError } from '../errors.js';
import type { Io } from '../io.js';
import { withoutTwins } from './without-twins.js';

/** Shares of a split that is made for a data set without one. */
const SHARES = { train: 70, val: 10, test: 20 } as const;

/** A split and where it comes from, for the log. */
export interface RunSplit {
  readonly splits: Splits;
  readonly source: string;
}

interface Run {
  readonly folder: string;
  readonly resume: boolean;
  readonly seed: number;
}

/**
 * The split that a run trains by: when a run is continued, the one that it saved; else the data set's own, or a new one
 * drawn with the seed, without pictures that are in two parts.
 *
 * @throws InputError where there is nothing to train on
 */
export async function splitOfRun(dataset: Dataset, run: Run, io: Io): Promise<RunSplit> {
  const saved = run.resume ? await savedSplit(join(run.folder, 'split.json')) : undefined;
  if (saved !== undefined) return { splits: known(saved, dataset), source: 'saved with the run' };
  const { splits: drawn, source } = chosenSplit(dataset, run.seed);
  const splits = await withoutTwins(dataset, drawn, io);
  if (splits.train.length === 0) {
    throw new InputError(
      `the split of ${dataset.name} (${source}) has no pictures in "train": correct its split.json`,
    );
  }
  return { splits, source };
}

function chosenSplit({ items, splits }: Dataset, seed: number): RunSplit {
  if (splits !== undefined) return { splits, source: 'the data set’s own' };
  const names = items.map((item) => item.name);
  return { splits: makeSplit(names, { seed, ...SHARES }), source: `drawn with seed ${seed}, 70:10:20` };
}

/** @throws InputError where the data set lacks a picture of the split */
function known(saved: Splits, { name, items }: Dataset): Splits {
  const names = new Set(items.map((item) => item.name));
  const gone = SPLIT_NAMES.flatMap((part) => saved[part]).find((each) => !names.has(each));
  if (gone !== undefined) {
    throw new InputError(
      `the run was split over "${gone}", which ${name} does not hold: was --data another folder?`,
    );
  }
  return saved;
}

async function savedSplit(file: string): Promise<Splits | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : parseSplit(text, file).splits;
}
