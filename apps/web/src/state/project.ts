import type { PixelSize, Point } from '@celltally/imaging';
import type { Outline } from '../work/outline.js';
import type { PictureFacts, PlaneChoice } from '../work/picture-methods.js';

/** A cell that is marked in a picture. Positions are pixels of the picture, corner-based. */
export interface Cell extends Point {
  readonly id: number;
  /** Number of its class. */
  readonly kind: number;
  /** How sure the model was, 0 to 1. A cell that a person placed or moved has none, and no threshold hides it. */
  readonly score?: number;
  /** Its pixels, where it was outlined. A cell that a person placed or moved has none. */
  readonly outline?: Outline;
}

/** A class of cells. */
export interface CellClass {
  readonly id: number;
  readonly name: string;
  readonly colour: readonly [number, number, number];
}

/** A part of a picture that is counted by itself. */
export interface DrawnRegion {
  readonly id: number;
  readonly name: string;
  readonly polygon: readonly Point[];
}

/** What a model said of a picture. */
export interface CountRecord {
  readonly model: string;
  readonly modelName: string;
  readonly target: 'density' | 'location' | 'mask' | 'count';
  /** The model's own number. */
  readonly count: number;
  /** Whether it is the number of cells that the model finds, although its map or a head says one, too. */
  readonly countsFound?: true;
  /** Score from which the model takes a spot for a cell, and the lowest that was kept. */
  readonly threshold: number;
  readonly floor: number;
  readonly seconds: number;
  readonly device: 'wasm' | 'webgpu';
  /** Whether the picture was scaled where its cells were wider or narrower than those that the model has seen. */
  readonly fit?: boolean;
  /** What speaks against trusting the count. */
  readonly warnings: readonly string[];
}

/** What of a picture may change, but for its cells. */
export interface PictureFields {
  readonly removed: boolean;
  /** Score below which cells of the model are hidden. */
  readonly threshold: number;
  readonly regions: readonly DrawnRegion[];
  readonly counted: CountRecord | undefined;
  /** The number of cells as a person knows it, for training without positions. */
  readonly knownCount: number | undefined;
  /** Every cell is marked, and nothing else: the picture can be learnt from. */
  readonly checked: boolean;
  /** As a person has typed it, in micrometres; else that of the file holds. */
  readonly pixelSize: PixelSize | undefined;
  /** The focal plane that is shown and counted, or the brightest of all of them. */
  readonly z: number | 'max';
  /** The channel that is counted. Default: all. */
  readonly channel: number | undefined;
}

export interface Picture {
  readonly id: string;
  /** The file it is of. */
  readonly file: string;
  readonly name: string;
  readonly plane: PlaneChoice;
  readonly facts: PictureFacts;
  fields: PictureFields;
  /** By their number. Changed in place: there may be a hundred thousand. */
  readonly cells: Map<number, Cell>;
}

/** All that a person works on. */
export interface Project {
  readonly pictures: Map<string, Picture>;
  classes: readonly CellClass[];
  /** The next free number of a cell, class or region. */
  next: number;
}

export const NEW_FIELDS: PictureFields = {
  removed: false,
  threshold: 0,
  regions: [],
  counted: undefined,
  knownCount: undefined,
  checked: false,
  pixelSize: undefined,
  z: 0,
  channel: undefined,
};

export const emptyProject = (classes: readonly CellClass[]): Project => ({
  pictures: new Map(),
  classes,
  next: 1 + Math.max(0, ...classes.map(({ id }) => id)),
});

/** Whether a cell passes the threshold of its picture. */
export const isShown = ({ score }: Cell, threshold: number): boolean =>
  score === undefined || score >= threshold;

/** The cells of a picture that count. */
export function shownCells(
  { cells, fields }: Pick<Picture, 'cells' | 'fields'>,
  threshold = fields.threshold,
): Cell[] {
  const shown: Cell[] = [];
  for (const cell of cells.values()) if (isShown(cell, threshold)) shown.push(cell);
  return shown;
}

/** The pixel size that holds: a typed one before that of the file. */
export const pixelSizeOf = ({ fields, facts }: Picture): PixelSize | undefined =>
  fields.pixelSize ?? facts.pixelSize;

/** The plane of the file that is shown and counted. */
export const planeOf = ({ plane, fields }: Picture): PlaneChoice =>
  fields.z === 0 ? plane : { ...plane, z: fields.z };
