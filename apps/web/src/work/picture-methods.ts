import type { ModelChoice } from '@celltally/counting';
import type { ColourModel, PixelSize, Region, Samples, Selection } from '@celltally/imaging';
import type { ExportArgs, ImportedCells, SavedFile } from './exchange.js';

/** Which plane of a file a picture of the page is. */
export type PlaneChoice = Pick<Selection, 'z' | 't' | 'page'>;

/** What an image file holds. */
export interface PictureFacts {
  readonly format: string;
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly channelNames?: readonly string[];
  readonly depth: number;
  readonly times: number;
  readonly pages: number;
  readonly colour: ColourModel;
  readonly bitDepth: 8 | 16 | 32;
  readonly pixelSize?: PixelSize;
  /** The bundled model that suits it, and why. */
  readonly choice: ModelChoice;
}

/** Values of one channel, for display. */
export interface ChannelRange {
  /** Of all its samples, seen at reduced size. */
  readonly least: number;
  readonly most: number;
  /** Percentiles between which it shows well. */
  readonly low: number;
  readonly high: number;
}

/** A picture of a file. */
export interface PlaneOf {
  /** Names the file; the worker keeps it open by this name. */
  readonly file: string;
  readonly plane: PlaneChoice;
}

/** What the pictures' worker does: all decoding happens there. */
export interface PictureMethods {
  /** Says where the list of bundled models is. */
  readonly prepare: {
    readonly args: { readonly models: string };
    readonly event: never;
    readonly result: undefined;
  };
  readonly open: {
    readonly args: { readonly file: string; readonly name: string; readonly blob: Blob };
    readonly event: never;
    readonly result: PictureFacts;
  };
  /** Makes the overview, which takes one pass over the picture, and gives a small PNG of it. */
  readonly thumbnail: {
    readonly args: PlaneOf & { readonly side: number };
    readonly event: never;
    readonly result: Uint8Array;
  };
  readonly ranges: {
    readonly args: PlaneOf;
    readonly event: never;
    readonly result: readonly ChannelRange[];
  };
  readonly read: {
    readonly args: PlaneOf & {
      readonly region: Region;
      readonly reduction: number;
      readonly channels: readonly number[];
    };
    readonly event: never;
    readonly result: Samples;
  };
  readonly close: {
    readonly args: { readonly file: string };
    readonly event: never;
    readonly result: undefined;
  };
  /** Files for other programs; several of them as one zip file. */
  readonly export: { readonly args: ExportArgs; readonly event: never; readonly result: SavedFile };
  /** Reads the cells of a file of whatever format. */
  readonly import: {
    readonly args: { readonly name: string; readonly blob: Blob };
    readonly event: never;
    readonly result: readonly ImportedCells[];
  };
}
