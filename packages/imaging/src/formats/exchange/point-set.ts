import type { LabelImage } from '../../analysis/label-image.js';
import type { Point } from '../../annotation.js';
import type { Colour } from '../../draw/colours.js';
import type { Outline } from '../outlines/outline.js';

/** A cell as programs exchange it: its position, corner-based, and what else is known. */
export interface MarkedCell extends Point {
  /** Name of its class; absent where it has none. */
  readonly class?: string;
  /** How sure a detector was of it, on the detector's own scale. */
  readonly score?: number;
  readonly outline?: Outline;
}

/** A class of cells. */
export interface CellClass {
  readonly name: string;
  /** Default: one of a palette, by the class's place. */
  readonly colour?: Colour;
}

/** The cells of one picture. */
export interface PointSet {
  /** The picture's file name, with folders before it where they are needed to tell it from others. */
  readonly image: string;
  /** Size of the picture in pixels, where it is known. */
  readonly width?: number;
  readonly height?: number;
  readonly points: readonly MarkedCell[];
  /** Classes in their order, also those without cells. Classes that only cells name come after them. */
  readonly classes?: readonly CellClass[];
  /** Of marks in a picture file: which of its planes, from 0, in the order of the file. */
  readonly plane?: number;
  /** The picture's label image: label `n` is the cell `points[n - 1]`. */
  readonly labels?: LabelImage;
}

/** A file to be written. */
export interface ExchangeFile {
  /** Relative, without folders. */
  readonly path: string;
  readonly bytes: Uint8Array;
}
