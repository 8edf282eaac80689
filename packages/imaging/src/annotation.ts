/**
 * A position in full-resolution pixels, corner-based: x runs right, y runs down, and the centre of the
 * first pixel is (0.5, 0.5).
 */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** An axis-aligned box, corner-based: it covers `[left, left + width) x [top, top + height)`. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/**
 * What is known about the cells of one picture, from least to most: a number, positions, boxes, or a label image
 * (one value per pixel, 0 is background, every object has a label of its own).
 */
export type Annotation =
  | { readonly kind: 'count'; readonly count: number }
  | { readonly kind: 'points'; readonly points: readonly Point[] }
  | { readonly kind: 'boxes'; readonly boxes: readonly Box[] }
  | {
      readonly kind: 'labels';
      readonly width: number;
      readonly height: number;
      readonly labels: Uint32Array;
    };
