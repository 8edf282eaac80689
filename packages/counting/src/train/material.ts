import { type Annotation, type Dataset, subset } from '@celltally/imaging';
import { AnnotationInsufficientError, architecturesFor, learnableFrom } from '@celltally/models';
import { CountingError } from '../errors.js';
import { type NormalisationName, normalisationNamed, type Preparation } from '../picture/preparation.js';
import type { Design } from './design.js';
import { type AnnotatedPicture, readPictures } from './pictures.js';

/** The pictures of a training, read once and kept. */
export interface Material {
  /** The same for all pictures; where it is not asked for, the first training picture decides. */
  readonly preparation: Preparation;
  readonly training: readonly AnnotatedPicture[];
  readonly validation: readonly AnnotatedPicture[];
}

/**
 * Reads the training and validation pictures.
 * @throws DatasetError if the data set is not split; CountingError for pictures that are missing or not annotated
 * @throws AnnotationInsufficientError naming what else could be trained on a picture that says too little
 */
export async function readMaterial(
  dataset: Dataset,
  design: Design,
  {
    scale,
    normalisation: named,
    signal,
  }: {
    readonly scale: number;
    readonly normalisation: NormalisationName;
    readonly signal?: AbortSignal | undefined;
  },
): Promise<Material> {
  const training = subset(dataset, 'train');
  const first = training.items[0];
  if (first === undefined) {
    throw new CountingError(
      `the training part of ${dataset.name} is empty: put pictures under "train" in its split`,
    );
  }
  const normalisation = normalisationNamed(named, await (await first.open()).read());
  const preparation = { normalisation, inputScale: scale };
  const pictures = await readPictures(training, preparation, signal);
  for (const { name, annotation } of pictures) await requireSufficient(name, annotation, design);
  return {
    preparation,
    training: pictures,
    validation: await readPictures(subset(dataset, 'val'), preparation, signal),
  };
}

/** Every stage must find in the annotation what its map is made of. */
async function requireSufficient(
  picture: string,
  { kind }: Annotation,
  { architecture, stages }: Design,
): Promise<void> {
  const starved = stages.find(({ target }) => !target.needs.includes(kind))?.target;
  if (starved === undefined) return;
  const { name: model } = architecture;
  throw new AnnotationInsufficientError({
    target: starved.name,
    needed: starved.needs,
    found: kind,
    possible: learnableFrom(architecture, kind),
    picture,
    model,
    models: (await architecturesFor(kind)).filter((name) => name !== model),
  });
}
