import type { Outline } from './outline.js';
import type { PlaneChoice } from './picture-methods.js';

/** What can be given to other programs. */
export const EXPORTS = [
  'counts',
  'csv',
  'roiset',
  'geojson',
  'coco',
  'overlay',
  'labelsPng',
  'labelsTiff',
] as const;
export type ExportKind = (typeof EXPORTS)[number];

/** A picture with its marked cells, for export. */
export interface PictureToExport {
  readonly name: string;
  readonly file: string;
  readonly plane: PlaneChoice;
  readonly width: number;
  readonly height: number;
  readonly cells: readonly {
    readonly x: number;
    readonly y: number;
    readonly class: string;
    readonly score?: number;
    readonly outline?: Outline;
  }[];
}

export interface ExportArgs {
  readonly kinds: readonly ExportKind[];
  readonly pictures: readonly PictureToExport[];
  readonly classes: readonly { readonly name: string; readonly colour: readonly [number, number, number] }[];
  /** The table of counts, header included. */
  readonly counts: readonly (readonly (string | number)[])[];
}

/** A file to be saved. */
export interface SavedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Cells of one picture as a file told them. */
export interface ImportedCells {
  readonly image: string;
  /** Of a table that gives only numbers. */
  readonly count?: number;
  readonly cells: readonly {
    readonly x: number;
    readonly y: number;
    readonly class?: string;
    readonly outline?: Outline;
  }[];
  /** Of marks in a picture file: which of its planes, from 0. */
  readonly plane?: number;
  /** Of marks in a picture file, which must be as large as their picture. */
  readonly size?: { readonly width: number; readonly height: number };
  readonly classes: readonly { readonly name: string; readonly colour?: readonly [number, number, number] }[];
}
