import { countOf, type Dataset, type DatasetItem } from '@celltally/imaging';
import type { MapTarget } from '@celltally/models';
import { CountingError } from '../errors.js';
import type { Preparation } from '../picture/preparation.js';
import type { Example } from './batches.js';
import { readPicture } from './read-picture.js';

/** An annotated picture, read and prepared. */
export interface AnnotatedExample extends Example {
  readonly actual: number;
}

/** Reads one picture with its annotation and makes its training map. @throws CountingError naming the picture */
export async function readExample(
  item: DatasetItem,
  target: MapTarget,
  preparation: Preparation,
): Promise<AnnotatedExample> {
  const annotation = await item.annotation();
  if (annotation === undefined) {
    throw new CountingError(`${item.name} has no annotation: annotate it, or leave it out of the split`);
  }
  const picture = await readPicture(item, preparation);
  return { name: item.name, picture, map: target.target(annotation, picture), actual: countOf(annotation) };
}

/** Reads a whole part of a data set into memory, in order. */
export async function readExamples(
  dataset: Dataset,
  target: MapTarget,
  preparation: Preparation,
  signal?: AbortSignal,
): Promise<AnnotatedExample[]> {
  const examples: AnnotatedExample[] = [];
  for (const item of dataset.items) {
    signal?.throwIfAborted();
    examples.push(await readExample(item, target, preparation));
  }
  return examples;
}
