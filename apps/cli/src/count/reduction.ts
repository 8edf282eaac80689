/** Longest side of a drawing in pixels: what viewers still open, and memory for a few hundred megabytes. */
const LONGEST = 8192;

/** How many times smaller a picture is drawn, in each direction: 1 unless a side is longer than 8192 pixels. */
export const reductionOf = ({ width, height }: { readonly width: number; readonly height: number }): number =>
  Math.ceil(Math.max(width, height) / LONGEST);
