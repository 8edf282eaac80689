import { basename } from 'node:path';
import { openImage, type PointSet, withoutExtension } from '@celltally/imaging';
import { openFile } from '@celltally/imaging/node';
import type { InputPicture } from '../pictures/find-pictures.js';

/**
 * Finds the picture that cells belong to by its name: in full, without folders, or without extension too, as formats keep less
 * or more of it. Undefined where none or several fit.
 */
export function findPicture(image: string, pictures: readonly InputPicture[]): InputPicture | undefined {
  const forms: readonly ((name: string) => string)[] = [
    (name) => name,
    (name) => basename(name),
    (name) => withoutExtension(basename(name)),
    // As exports join folders to names.
    (name) => withoutExtension(name.replaceAll('/', '_')),
  ];
  for (const form of forms) {
    const fitting = pictures.filter(({ name }) => form(name) === form(image));
    if (fitting.length === 1) return fitting[0];
  }
  return undefined;
}

/** Cells with the full name and the size of their picture. */
export async function withPicture(set: PointSet, { name, path }: InputPicture): Promise<PointSet> {
  const file = await openFile(path);
  try {
    const { width, height } = await openImage(file, { name: path });
    return { ...set, image: name, width, height };
  } finally {
    await file.close();
  }
}
