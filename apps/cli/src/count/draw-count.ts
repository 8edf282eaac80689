import {
  drawOverlay,
  openImage,
  type Plane,
  type Point,
  readReduced,
  type Selection,
} from '@celltally/imaging';
import { openFile } from '@celltally/imaging/node';
import { writePng } from '../render/write-png.js';
import { reductionOf } from './reduction.js';

/** A counted picture to be drawn. */
export interface OverlayJob {
  readonly path: string;
  readonly selection: Selection;
  readonly points: readonly Point[];
  readonly count: number;
  /** The map, as large as the drawing, to be drawn as heat. */
  readonly heat?: Plane;
  /** The PNG file to write. */
  readonly target: string;
}

/**
 * Draws rings around the cells that were found, or heat where the map is high, and the count, on the picture, and writes
 * that as PNG. A picture with a side of more than 8192 pixels is drawn smaller. Returns how many times smaller: 1 for all others.
 */
export async function drawCount({
  path,
  selection,
  points,
  count,
  heat,
  target,
}: OverlayJob): Promise<number> {
  const file = await openFile(path);
  try {
    const source = await openImage(file, { name: path });
    const reduction = reductionOf(source.describe(selection));
    const image = await readReduced(source, selection, reduction);
    const moved =
      reduction === 1 ? points : points.map(({ x, y }) => ({ x: x / reduction, y: y / reduction }));
    await writePng(target, drawOverlay(image, { points: moved, count, ...(heat && { heat }) }));
    return reduction;
  } finally {
    await file.close();
  }
}
