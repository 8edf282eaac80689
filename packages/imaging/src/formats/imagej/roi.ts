import type { Point } from '../../annotation.js';
import type { Colour } from '../../draw/colours.js';
import type { Ring } from '../outlines/outline.js';

/** Kinds of selections by their number in the file; `composite`, `text` and `image` are marked otherwise. */
export const ROI_TYPES = [
  'polygon',
  'rectangle',
  'oval',
  'line',
  'freeline',
  'polyline',
  'none',
  'freehand',
  'traced',
  'angle',
  'point',
] as const;

export type RoiType = (typeof ROI_TYPES)[number] | 'composite' | 'text' | 'image';

/**
 * One selection of ImageJ, in ImageJ's own coordinates: of areas whole numbers are corners of pixels, of points and lines
 * centres (javadoc of `ij.gui.Roi`).
 */
export interface Roi {
  readonly type: RoiType;
  readonly name?: string;
  /** The rectangle around it. */
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** Its points, in pixels of the picture; none for rectangles, ovals and composites. */
  readonly points: readonly Point[];
  /** Closed lines of a composite. */
  readonly paths?: readonly Ring[];
  /** Ends of an ellipse's long axis, and the short axis' share of it. */
  readonly ellipse?: {
    readonly x1: number;
    readonly y1: number;
    readonly x2: number;
    readonly y2: number;
    readonly aspectRatio: number;
  };
  readonly strokeWidth?: number;
  readonly strokeColour?: Colour;
  /** Diameter of a rectangle's rounded corners. */
  readonly arcSize?: number;
  /** Plane of a stack, from 1; 0 is every plane. */
  readonly position?: number;
  /** The same in a stack of several dimensions, each from 1. */
  readonly channel?: number;
  readonly slice?: number;
  readonly frame?: number;
  readonly group?: number;
  /** Of each point of a multi-point selection: its counter (0 to 255) and its slice. */
  readonly counters?: readonly number[];
  readonly slices?: readonly number[];
  /** What programs keep with it, by key. */
  readonly properties?: ReadonlyMap<string, string>;
}

/** Places in the first 64 bytes (`ij.io.RoiDecoder`). */
export const HEADER = {
  version: 4,
  type: 6,
  top: 8,
  left: 10,
  bottom: 12,
  right: 14,
  pointCount: 16,
  /** Floats: ends of a line or an ellipse's axis; x, y, width, height of a sub-pixel rectangle. */
  floats: 18,
  /** The number of points as an integer, where the short before it is 0. */
  longCount: 18,
  strokeWidth: 34,
  /** Number of floats of a composite's path. */
  pathLength: 36,
  strokeColour: 40,
  subtype: 48,
  options: 50,
  aspectRatio: 52,
  arcSize: 54,
  position: 56,
  header2: 60,
  points: 64,
} as const;

/** Places in the second header. */
export const HEADER2 = {
  channel: 4,
  slice: 8,
  frame: 12,
  name: 16,
  group: 30,
  properties: 40,
  counters: 48,
  longGroup: 52,
  bytes: 64,
} as const;

export const SUBTYPE = { text: 1, ellipse: 3, image: 4 } as const;

export const SUB_PIXEL = 128;
/** Labels beside the points of a multi-point selection. */
export const SHOW_LABELS = 1024;
/** A click beside a point of thousands must not delete it. */
export const PROMPT_BEFORE_DELETING = 4096;

/** The most points whose number is a short; of more, ImageJ drops the counters. */
export const MOST_COUNTED_POINTS = 65_535;
