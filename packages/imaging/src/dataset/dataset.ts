import type { Annotation } from '../annotation.js';
import { DatasetError } from '../errors.js';
import type { SplitName, Splits } from '../formats/split.js';
import type { ImageSource } from '../image.js';

/** One picture of a data set. Nothing is read before it is asked for. */
export interface DatasetItem {
  /** The picture's file name, with folders only where names would repeat without them. */
  readonly name: string;
  /** The data set that it is of, where several were joined. */
  readonly set?: string;
  open(): Promise<ImageSource>;
  /**
   * What is known about its cells; undefined if it is not annotated. Throws `AnnotationError` if that does
   * not fit.
   */
  annotation(): Promise<Annotation | undefined>;
}

/** Pictures with what is known about their cells. */
export interface Dataset {
  readonly name: string;
  /** The layout by which the folder was read, e.g. `celltally` or `coco`. */
  readonly layout: string;
  /** Ordered by name. */
  readonly items: readonly DatasetItem[];
  readonly splits?: Splits;
  /** What was detected and decided, in sentences for a log. */
  readonly notes: readonly string[];
}

/** The items of one part of a data set. Throws `DatasetError` if the data set is not split. */
export function subset(dataset: Dataset, part: SplitName): Dataset {
  if (dataset.splits === undefined) {
    throw new DatasetError(
      `${dataset.name} is not split, so it has no part "${part}". Add a split.json, or divide it with makeSplit.`,
    );
  }
  const names = new Set(dataset.splits[part]);
  const { name, layout, items, notes } = dataset;
  return { name: `${name}/${part}`, layout, items: items.filter((item) => names.has(item.name)), notes };
}
