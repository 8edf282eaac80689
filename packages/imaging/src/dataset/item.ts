import type { Annotation } from '../annotation.js';
import { openImage } from '../codecs/open.js';
import type { FileTree } from '../files.js';
import type { Image } from '../image.js';
import { checkFit, type PictureSize } from './check-fit.js';
import type { DatasetItem } from './dataset.js';

/** Where a picture's annotation comes from. */
export interface AnnotationSource {
  /** The file that errors are to name. */
  readonly file: string;
  read(size: PictureSize): Promise<Annotation>;
}

/** A picture at `path`, with its annotation if there is one. */
export function datasetItem(
  files: FileTree,
  name: string,
  path: string,
  source: AnnotationSource | undefined,
): DatasetItem {
  const open = async () => openImage(await files.read(path), { name: path });
  let size: PictureSize | undefined;
  return {
    name,
    open,
    async annotation() {
      if (source === undefined) return undefined;
      if (size === undefined) {
        const { width, height } = await open();
        size = { width, height };
      }
      const annotation = await source.read(size);
      checkFit(annotation, size, source.file);
      return annotation;
    },
  };
}

/** Reads a whole picture of a file tree. */
export async function readPicture(files: FileTree, path: string): Promise<Image> {
  return (await openImage(await files.read(path), { name: path })).read();
}
