import type { DatasetItem } from '@celltally/imaging';
import { CountingError } from '../errors.js';
import { type Preparation, type PreparedPicture, preparePicture } from '../picture/preparation.js';

/** Reads and prepares a picture of a data set. @throws CountingError naming the picture if it cannot be prepared */
export async function readPicture(item: DatasetItem, preparation: Preparation): Promise<PreparedPicture> {
  const image = await (await item.open()).read();
  try {
    return preparePicture(image, preparation);
  } catch (cause) {
    if (cause instanceof CountingError) throw new CountingError(`${item.name}: ${cause.message}`, { cause });
    throw cause;
  }
}
