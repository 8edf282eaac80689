import { openImage, type PixelSize } from '@celltally/imaging';
import { openFile } from '@celltally/imaging/node';

/**
 * The size of a picture's pixels as its file states it. Only TIFF is looked at: of the other formats none is read, and they
 * would have to be decoded whole.
 */
export async function statedPixelSize(path: string): Promise<PixelSize | undefined> {
  const file = await openFile(path);
  try {
    const [first, second] = await file.read(0, Math.min(2, file.size));
    const tiff = first === second && (first === 0x49 || first === 0x4d);
    return tiff ? (await openImage(file, { name: path })).pixelSize : undefined;
  } finally {
    await file.close();
  }
}
