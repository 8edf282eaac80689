import { type Dataset, type DatasetItem, type Image, splitWithin } from '@celltally/imaging';
import { KIND_WORDS } from '../seen/kind-words.js';
import { type PictureKind, pictureKind } from './picture-kind.js';

/**
 * The pictures of a data set that are of some kinds, in all parts of its split. A picture that cannot be read stays: what
 * uses it says what is wrong with it.
 */
export async function picturesOfKinds(
  dataset: Dataset,
  kinds: readonly PictureKind[],
  signal?: AbortSignal,
): Promise<Dataset> {
  const items: DatasetItem[] = [];
  for (const item of dataset.items) {
    signal?.throwIfAborted();
    const image = await readIfPossible(item);
    if (image === undefined || kinds.includes(pictureKind(image))) items.push(item);
  }
  const names = new Set(items.map(({ name }) => name));
  const { splits } = dataset;
  return {
    ...dataset,
    items,
    ...(splits === undefined ? {} : { splits: splitWithin(splits, (name) => names.has(name)) }),
    notes: [
      ...dataset.notes,
      `${items.length} of ${dataset.items.length} pictures are ${kinds.map((kind) => KIND_WORDS[kind]).join(', or ')}`,
    ],
  };
}

async function readIfPossible(item: DatasetItem): Promise<Image | undefined> {
  try {
    return await (await item.open()).read();
  } catch {
    return undefined;
  }
}
