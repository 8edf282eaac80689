import type { Annotation, LabelImage, Point } from '@celltally/imaging';

/** One single-channel map over a picture, row-major: density, location or probability. */
export interface MapPlane {
  readonly width: number;
  readonly height: number;
  readonly data: Float32Array;
}

/** The kinds of training map. `count` is for annotations that say how many, and not where. */
export type TargetName = 'density' | 'location' | 'mask' | 'count';

/** How a network's output map is turned into cells. Thresholds are fitted on validation pictures. */
export interface DecodeSettings {
  /** A peak, or a pixel of an object, must reach this share of the map's maximum. */
  readonly relativeThreshold: number;
  /** A peak, or a pixel of an object, must reach this value. */
  readonly absoluteThreshold: number;
  /** Peaks are maxima of a window of this many pixels to each side; an object has at least the area of this disc. */
  readonly peakRadius: number;
  /**
   * Objects of a mask are parted where they are narrow: a part's greatest distance to the outside is more than this share
   * greater than that of the waist. Smaller shares part more; absent, what hangs together is one object.
   */
  readonly split?: number;
  /** An object of a mask has at least this share of the median area of the picture's objects; absent, any share will do. */
  readonly leastShare?: number;
  /** The count is multiplied by this factor, fitted on validation pictures; 1 is uncalibrated. */
  readonly countScale: number;
  /**
   * What is counted where a network says a number beside its map, or its map sums to one. Absent: that number; `objects`:
   * the cells that are found on the map, each of which has its point.
   */
  readonly countFrom?: 'objects';
}

/** What a picture's map says. */
export interface Decoded {
  /** Cells, not necessarily a whole number: a density integrates to it. */
  readonly count: number;
  /** Centres of cells, corner-based pixels; `score` is 1 for a cell as sure as those of a training map. */
  readonly points: readonly (Point & { readonly score: number })[];
  /** The objects, where the target outlines them: label n is point n - 1. */
  readonly labels?: LabelImage;
}

/** Reads a map that comes in bands of rows: what `decode` finds on the whole map, in memory for a band. */
export interface RowDecoder {
  /** Takes the next rows, `[rows, width]`, from the top of the map to its bottom; they may be reused afterwards. */
  add(rows: Float32Array): void;
  /**
   * What the map says, when all rows have come. Undefined where all of them must come once more: objects above a share of
   * the map's maximum, which is known only then.
   */
  finish(): DecodedRows | undefined;
}

/** What a map that came in bands says. */
export interface DecodedRows extends Omit<Decoded, 'labels'> {
  /** The objects, where they were asked for and the target outlines them: label n is point n - 1. */
  readonly labels?: LabelRows;
}

/** A label image that is read row by row, and is nowhere there as a whole. */
export interface LabelRows {
  readonly width: number;
  readonly height: number;
  /** Writes the labels of row `y`, of which the topmost is 0, into an array as long as the image is wide. */
  read(y: number, into: Uint32Array): void;
}

/**
 * A kind of training map: how it is made of an annotation, and read back. Every network with one output channel can
 * learn any of them.
 */
export interface MapTarget {
  readonly name: TargetName;
  readonly settings: Readonly<Record<string, number>>;
  /** Kinds of annotation that suffice, for the error that says which others would. */
  readonly needs: readonly Annotation['kind'][];
  /**
   * The training map `[height, width]`.
   * @throws AnnotationInsufficientError where the annotation says too little
   * @throws AnnotationSizeError where a label image has another size
   */
  target(annotation: Annotation, size: { readonly width: number; readonly height: number }): MapPlane;
  /** Counts and locates cells on a predicted map. */
  decode(map: MapPlane, settings: DecodeSettings): Decoded;
  /**
   * The same on a map of this width that does not fit in memory. `labels` asks for the objects as well, in memory for their
   * outlines. Default false.
   */
  decodeRows(width: number, settings: DecodeSettings, options?: { readonly labels?: boolean }): RowDecoder;
  /** Settings before anything is fitted. */
  readonly defaults: DecodeSettings;
  /** Value at the centre of a lone cell of a training map. */
  readonly cellHeight: number;
  /** The sum of a lone cell's training map, where sums of maps count cells. */
  readonly cellMass?: number;
}
