import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { crop, encodeTiff, type Image, openImage, simulate } from '@celltally/imaging';

/** A file as the browser's file chooser gives it. */
export interface ChosenFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

export const chosen = (name: string, bytes: Uint8Array | string): ChosenFile => ({
  name,
  mimeType: 'application/octet-stream',
  buffer: Buffer.from(bytes),
});

const SAMPLES = fileURLToPath(new URL('../../../../examples/images/', import.meta.url));

/** A small part of a sample, so that networks are quick: two cells and a half to a side. */
export const samplePart = (sample: string, x: number, y: number, side = 96): Promise<Uint8Array> =>
  partOf(`${SAMPLES}${sample}`, x, y, side);

/** A square of a picture as a TIFF. */
export async function partOf(path: string, x: number, y: number, side: number): Promise<Uint8Array> {
  const source = await openImage(new Uint8Array(await readFile(path)), { name: path });
  return encodeTiff(crop(await source.read(), { x, y, width: side, height: side }));
}

/** A picture whose cells are known, and they as a table. */
export function simulated(name: string, seed: number, side = 64) {
  const { image, points } = simulate({
    modality: 'fluorescence',
    width: side,
    height: side,
    count: 12,
    diameter: 10,
    seed,
  });
  const rows = points.map(({ x, y }) => `${name},${x},${y}`);
  return { file: chosen(name, encodeTiff(image)), rows, points };
}

/** Cells twice as wide as any that the model of bbbc039 has seen. */
export function wideCells(): Uint8Array {
  const { image } = simulate({
    ...{ modality: 'fluorescence', width: 320, height: 320, count: 9, diameter: 84, seed: 6 },
  });
  return encodeTiff(image);
}

/** A grey picture of dark cells on bright ground, which no bundled model has seen the like of; not so bright as to be pale. */
export function darkOnBright(side = 128): Uint8Array {
  const { image } = simulate({
    ...{ modality: 'fluorescence', width: side, height: side, count: 10, diameter: 16, seed: 4, bitDepth: 8 },
  });
  return encodeTiff({ ...image, data: Uint8Array.from(image.data, (value) => 200 - Math.min(200, value)) });
}

/** A grey picture of 8 bits that is black but for a few lines. */
export function plain(width: number, height: number): Image {
  const data = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 100) data.fill(90, y * width, (y + 1) * width);
  return { width, height, channels: 1, colour: 'grey', bitDepth: 8, data };
}
