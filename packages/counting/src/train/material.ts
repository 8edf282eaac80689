import { type Dataset, subset } from '@celltally/imaging';
import type { MapTarget } from '@celltally/models';
import { CountingError } from '../errors.js';
import { defaultNormalisation, type Preparation } from '../picture/preparation.js';
import { type AnnotatedExample, readExamples } from './examples.js';
import { readValidation, type ValidationPicture } from './validate.js';

/** The pictures of a training, read once and kept. */
export interface Material {
  /** Decided by the first training picture, the same for all. */
  readonly preparation: Preparation;
  readonly examples: readonly AnnotatedExample[];
  readonly validation: readonly ValidationPicture[];
}

/**
 * Reads the training and validation pictures.
 * @throws DatasetError if the data set is not split; CountingError for pictures that are missing or not annotated
 */
export async function readMaterial(
  dataset: Dataset,
  target: MapTarget,
  signal?: AbortSignal,
): Promise<Material> {
  const training = subset(dataset, 'train');
  const first = training.items[0];
  if (first === undefined) {
    throw new CountingError(
      `the training part of ${dataset.name} is empty: put pictures under "train" in its split`,
    );
  }
  const preparation = { normalisation: defaultNormalisation(await (await first.open()).read()) };
  return {
    preparation,
    examples: await readExamples(training, target, preparation, signal),
    validation: await readValidation(subset(dataset, 'val').items, preparation, signal),
  };
}
