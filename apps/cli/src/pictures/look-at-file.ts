import { lookAt, type PictureLook } from '@celltally/counting';
import { openImage, type Selection } from '@celltally/imaging';
import { openFile } from '@celltally/imaging/node';

/** What the picture in a file looks like; undefined if it cannot be read, which is for the count to report. */
export async function lookAtFile(path: string, selection: Selection): Promise<PictureLook | undefined> {
  try {
    const file = await openFile(path);
    try {
      return await lookAt(await openImage(file, { name: path }), selection);
    } finally {
      await file.close();
    }
  } catch {
    return undefined;
  }
}
