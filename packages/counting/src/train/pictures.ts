import type { Annotation, Dataset, DatasetItem } from '@celltally/imaging';
import { type PictureKind, pictureKind } from '../choice/picture-kind.js';
import { CountingError } from '../errors.js';
import { type Preparation, type PreparedPicture, preparePicture } from '../picture/preparation.js';
import { scaleAnnotation } from './scale-annotation.js';

/** An annotated picture, read once and kept. */
export interface AnnotatedPicture {
  readonly name: string;
  /** The data set that it is of, where several were joined. */
  readonly set?: string | undefined;
  readonly kind: PictureKind;
  readonly picture: PreparedPicture;
  /** What is known of its cells, in pixels of the prepared picture, which may be an enlarged one. */
  readonly annotation: Annotation;
  /** The picture's own size, and what is known in its own pixels. */
  readonly own: { readonly width: number; readonly height: number; readonly annotation: Annotation };
}

/** Reads one picture with its annotation. @throws CountingError naming the picture */
export async function readPicture(item: DatasetItem, preparation: Preparation): Promise<AnnotatedPicture> {
  const annotation = await item.annotation();
  if (annotation === undefined) {
    throw new CountingError(`${item.name} has no annotation: annotate it, or leave it out of the split`);
  }
  const image = await (await item.open()).read();
  const own = { width: image.width, height: image.height, annotation };
  const picture = await prepared(item.name, () => preparePicture(image, preparation));
  const enlarged = picture.width !== own.width || picture.height !== own.height;
  return {
    name: item.name,
    set: item.set,
    kind: pictureKind(image),
    picture,
    annotation: enlarged ? scaleAnnotation(annotation, own, picture) : annotation,
    own,
  };
}

/** Reads a whole part of a data set into memory, in order. */
export async function readPictures(
  dataset: Dataset,
  preparation: Preparation,
  signal?: AbortSignal,
): Promise<AnnotatedPicture[]> {
  const pictures: AnnotatedPicture[] = [];
  for (const item of dataset.items) {
    signal?.throwIfAborted();
    pictures.push(await readPicture(item, preparation));
  }
  return pictures;
}

async function prepared(name: string, prepare: () => PreparedPicture): Promise<PreparedPicture> {
  try {
    return prepare();
  } catch (cause) {
    if (cause instanceof CountingError) throw new CountingError(`${name}: ${cause.message}`, { cause });
    throw cause;
  }
}
