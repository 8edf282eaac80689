import { countOf, type Dataset, type DatasetItem } from '@celltally/imaging';
import type { Seen, SeenProperty, SeenRange } from '@celltally/models';
import { atEvenDistances } from '../at-even-distances.js';
import { CountingError } from '../errors.js';
import { lookAt, type PictureLook } from './look.js';

/** More pictures than this tell no more; they are taken at even distances. */
const MOST_PICTURES = 200;

/** Looks at the pictures of a data set, usually the training part, and says what a model that learns from them sees. */
export async function seenOf(dataset: Dataset, signal?: AbortSignal): Promise<Seen> {
  const looks: PictureLook[] = [];
  for (const item of atEvenDistances(dataset.items, MOST_PICTURES)) {
    signal?.throwIfAborted();
    looks.push(await lookOf(item, signal));
  }
  return summarizeLooks(looks);
}

/** What a picture without cells has of their width is noise. */
async function lookOf(item: DatasetItem, signal: AbortSignal | undefined): Promise<PictureLook> {
  const look = await lookAt(await item.open(), {}, signal);
  const annotation = await item.annotation();
  if (annotation === undefined || countOf(annotation) > 0) return look;
  const { diameter: _, ...others } = look;
  return others;
}

/** @throws CountingError where there are none */
export function summarizeLooks(looks: readonly PictureLook[]): Seen {
  if (looks.length === 0) throw new CountingError('there are no pictures to look at: the data set is empty');
  const kinds: Record<string, number> = {};
  for (const { kind } of looks) kinds[kind] = (kinds[kind] ?? 0) + 1;
  for (const kind of Object.keys(kinds)) kinds[kind] = rounded((kinds[kind] as number) / looks.length);
  const distinct = (values: readonly number[]): number[] => [...new Set(values)].sort((a, b) => a - b);
  const ranges: Partial<Record<SeenProperty, SeenRange>> = {};
  for (const property of ['width', 'height', 'light', 'saturation', 'median', 'diameter'] as const) {
    const values = looks.flatMap((look) => look[property] ?? []);
    if (values.length > 0) ranges[property] = rangeOf(values);
  }
  return {
    pictures: looks.length,
    kinds,
    channels: distinct(looks.map(({ channels }) => channels)),
    bitDepths: distinct(looks.map(({ bitDepth }) => bitDepth)),
    ranges,
  };
}

function rangeOf(values: readonly number[]): SeenRange {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number): number => rounded(sorted[Math.round(share * (sorted.length - 1))] as number);
  return { least: at(0), low: at(0.05), median: at(0.5), high: at(0.95), most: at(1) };
}

/** Three digits are more than such estimates are worth. */
const rounded = (value: number): number => Number(value.toPrecision(3));
