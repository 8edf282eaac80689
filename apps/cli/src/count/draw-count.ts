import { drawOverlay, openImage, type Point, readReduced, type Selection } from '@celltally/imaging';
import { openFile } from '@celltally/imaging/node';
import { writePng } from '../render/write-png.js';

/** A counted picture to be drawn. */
export interface OverlayJob {
  readonly path: string;
  readonly selection: Selection;
  readonly points: readonly Point[];
  readonly count: number;
  /** The PNG file to write. */
  readonly target: string;
}

/** Longest side of an overlay in pixels: what viewers still open, and memory for a few hundred megabytes. */
const LONGEST = 8192;

/**
 * Draws rings around the cells that were found, and the count, on the picture, and writes that as PNG. A picture with a side
 * of more than 8192 pixels is drawn smaller. Returns how many times smaller: 1 for all others.
 */
export async function drawCount({ path, selection, points, count, target }: OverlayJob): Promise<number> {
  const file = await openFile(path);
  try {
    const source = await openImage(file, { name: path });
    const { width, height } = source.describe(selection);
    const reduction = Math.ceil(Math.max(width, height) / LONGEST);
    const image = await readReduced(source, selection, reduction);
    const moved =
      reduction === 1 ? points : points.map(({ x, y }) => ({ x: x / reduction, y: y / reduction }));
    await writePng(target, drawOverlay(image, { points: moved, count }));
    return reduction;
  } finally {
    await file.close();
  }
}
