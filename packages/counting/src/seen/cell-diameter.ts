import { blobDiameter, type Plane, percentiles, thresholdOtsu } from '@celltally/imaging';
import type { PictureKind } from '../choice/picture-kind.js';
import { betweenWalls, walledDiameter } from '../classical/membranes.js';

/** How much a blob's scale weighs: texture makes nuclei of stained tissue look smaller than they are. */
const SCALE_POWER: Readonly<Record<PictureKind, number>> = {
  grey: 1,
  coloured: 1,
  bright: 1,
  pale: 1,
  stained: 1.5,
};

/** Where a wall begins: this share of the way from the median of what is no wall to Otsu's threshold. */
export const WALL_RISE = 0.35;

/** The usual width of a picture's cells, and what they are. */
export interface CellSize {
  /** In pixels; undefined where there is nothing like a cell. */
  readonly diameter: number | undefined;
  /** Whether they are the bright areas between dark walls. */
  readonly walled: boolean;
}

/**
 * The usual diameter of cells: of nearly white pictures that walls part, the median of the cells' inscribed circles; of all
 * others that of blobs (`blobDiameter`).
 *
 * @param signals cellSignal of parts of the picture
 */
export function cellSize(signals: readonly Plane[], kind: PictureKind): CellSize {
  if (kind === 'pale') {
    const walled = diameterBetweenWalls(signals);
    if (walled !== undefined) return { diameter: walled, walled: true };
  }
  return { diameter: blobDiameter(signals, { scalePower: SCALE_POWER[kind] }), walled: false };
}

/** The mean over the parts, if walls part more than half of them. */
function diameterBetweenWalls(signals: readonly Plane[]): number | undefined {
  const found = signals.flatMap(
    (signal) => walledDiameter(betweenWalls(signal, wallThreshold(signal.data))) ?? [],
  );
  if (2 * found.length <= signals.length) return undefined;
  return found.reduce((sum, each) => sum + each, 0) / found.length;
}

function wallThreshold(density: Float32Array): number {
  const otsu = thresholdOtsu(density);
  const [median] = percentiles(
    density.filter((value) => value <= otsu),
    [50],
  ) as [number];
  return median + WALL_RISE * (otsu - median);
}
