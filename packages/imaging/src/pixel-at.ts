/** The pixel along an axis of `length` pixels that holds a corner-based position; the far edge is the last one's. */
export const pixelAt = (position: number, length: number): number =>
  Math.min(Math.floor(position), length - 1);
