import type { Value } from '@celltally/engine';
import type { Annotation, LabelImage, Point } from '@celltally/imaging';
import type { Scope } from '@celltally/nn';

/** One single-channel map over a picture, row-major: density, location or probability. */
export interface MapPlane {
  readonly width: number;
  readonly height: number;
  readonly data: Float32Array;
}

/** How a network's output map is turned into cells. Thresholds are fitted on validation pictures. */
export interface DecodeSettings {
  /** A peak, or a pixel of an object, must reach this share of the map's maximum. */
  readonly relativeThreshold: number;
  /** A peak, or a pixel of an object, must reach this value. */
  readonly absoluteThreshold: number;
  /** Peaks are maxima of a window of this many pixels to each side; an object has at least the area of this disc. */
  readonly peakRadius: number;
  /** The count is multiplied by this factor, fitted on validation pictures; 1 is uncalibrated. */
  readonly countScale: number;
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

/**
 * A kind of training map: how it is made of an annotation, and read back. Every network with one output channel can
 * learn any of them.
 */
export interface MapTarget {
  readonly name: 'density' | 'location' | 'mask';
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
  /** Settings before anything is fitted. */
  readonly defaults: DecodeSettings;
  /** Value at the centre of a lone cell of a training map. */
  readonly cellHeight: number;
}

/** A network design: its options, and the graph it builds. */
export interface Architecture<Options extends object = Readonly<Record<string, number | boolean>>> {
  readonly name: string;
  /** One line for tables. */
  readonly summary: string;
  readonly paper: {
    readonly title: string;
    readonly authors: string;
    readonly year: number;
    readonly doi?: string;
  };
  readonly defaults: Options;
  /** Height and width of the input must be multiples of this. */
  readonly multipleOf: number;
  /**
   * How far, in pixels, a pixel of the input reaches through convolutions and poolings; tiles with this halo agree with
   * the whole picture, attention over the whole tile apart. Most of the influence comes from a small part of it, so
   * much narrower halos serve in practice.
   */
  readonly halo: number;
  /** The forward graph: image `[N, 3, H, W]` to one map `[N, 1, H, W]`. */
  network(scope: Scope, image: Value, options: Options): Value;
}
