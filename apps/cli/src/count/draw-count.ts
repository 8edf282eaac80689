import { readFile, writeFile } from 'node:fs/promises';
import { drawOverlay, encodePng, openImage, type Point, type Selection } from '@celltally/imaging';

/** A counted picture to be drawn. */
export interface OverlayJob {
  readonly path: string;
  readonly selection: Selection;
  readonly points: readonly Point[];
  readonly count: number;
  /** The PNG file to write. */
  readonly target: string;
}

/** Draws rings around the cells that were found, and the count, on the picture, and writes that as PNG. */
export async function drawCount({ path, selection, points, count, target }: OverlayJob): Promise<void> {
  const source = await openImage(await readFile(path), { name: path });
  const overlay = drawOverlay(await source.read(selection), { points, count });
  await writeFile(target, encodePng(overlay));
}
