/** One label per pixel, row by row; 0 is background. */
export interface LabelImage {
  readonly width: number;
  readonly height: number;
  readonly labels: Uint32Array;
}
