import type { PixelSize } from '@celltally/imaging';
import type { ReducedMap } from '../work/engine-methods.js';
import { isInside, polygonArea } from './geometry.js';
import {
  type Cell,
  type CellClass,
  type DrawnRegion,
  type Picture,
  pixelSizeOf,
  shownCells,
} from './project.js';

/** Numbers of a picture, or of a region of it. */
export interface Tally {
  /** Marked cells. */
  readonly cells: number;
  /** By class, in the order of the classes. */
  readonly byClass: readonly number[];
  /** The model's own number, where there is one: of a part of a picture, only if it is the sum of the map. */
  readonly estimate: number | undefined;
  /** In square pixels. */
  readonly area: number;
  /** In square millimetres, where the size of a pixel is known. */
  readonly squareMillimetres: number | undefined;
}

export function tallyPicture(picture: Picture, classes: readonly CellClass[]): Tally {
  const { width, height } = picture.facts;
  const { counted } = picture.fields;
  return tallyOf(shownCells(picture), classes, width * height, pixelSizeOf(picture), counted?.count);
}

export function tallyRegion(
  picture: Picture,
  { polygon }: DrawnRegion,
  classes: readonly CellClass[],
  map: ReducedMap | undefined,
): Tally {
  const cells = shownCells(picture).filter((cell) => isInside(cell, polygon));
  // A model whose found cells count says another number of the whole than the sum of its map.
  const summed = map !== undefined && picture.fields.counted?.countsFound !== true;
  const estimate = summed ? sumWithin(map, polygon, picture.facts) : undefined;
  return tallyOf(cells, classes, polygonArea(polygon), pixelSizeOf(picture), estimate);
}

function tallyOf(
  cells: readonly Cell[],
  classes: readonly CellClass[],
  area: number,
  pixel: PixelSize | undefined,
  estimate: number | undefined,
): Tally {
  const places = new Map(classes.map(({ id }, i) => [id, i]));
  const byClass = classes.map(() => 0);
  for (const { kind } of cells) {
    const place = places.get(kind);
    if (place !== undefined) byClass[place]!++;
  }
  // Pixel sizes are in micrometres.
  const squareMillimetres = pixel === undefined ? undefined : area * pixel.x * pixel.y * 1e-6;
  return { cells: cells.length, byClass, estimate, area, squareMillimetres };
}

/** The count of a region from a density map: the sum over the blocks whose middle lies in it. */
export function sumWithin(
  { width, height, values, cellMass, reduction }: ReducedMap,
  polygon: DrawnRegion['polygon'],
  picture: { readonly width: number; readonly height: number },
): number | undefined {
  if (cellMass === undefined) return undefined;
  // The last block of a row or column may be cut off; the others are whole.
  const [x, y] = [picture.width / width, picture.height / height];
  let sum = 0;
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      if (isInside({ x: (column + 0.5) * x, y: (row + 0.5) * y }, polygon))
        sum += values[row * width + column]!;
    }
  }
  return (sum * reduction ** 2) / cellMass;
}

/** Sums of several tallies; the estimate and the area only where all have them. */
export function addTallies(tallies: readonly Tally[]): Tally {
  const add = (part: (tally: Tally) => number | undefined): number | undefined => {
    const parts = tallies.map(part);
    return parts.every((each) => each !== undefined)
      ? parts.reduce<number>((a, b) => a + (b ?? 0), 0)
      : undefined;
  };
  return {
    cells: add(({ cells }) => cells) ?? 0,
    byClass: (tallies[0]?.byClass ?? []).map((_, i) => add(({ byClass }) => byClass[i]) ?? 0),
    estimate: tallies.length === 0 ? undefined : add(({ estimate }) => estimate),
    area: add(({ area }) => area) ?? 0,
    squareMillimetres: tallies.length === 0 ? undefined : add(({ squareMillimetres }) => squareMillimetres),
  };
}

/** Cells to a square millimetre. */
export const densityOf = ({ cells, squareMillimetres }: Tally): number | undefined =>
  squareMillimetres === undefined || squareMillimetres === 0 ? undefined : cells / squareMillimetres;
