type Vector = readonly [number, number, number];

/** Optical densities of stains in red, green and blue, up to a factor: Ruifrok and Johnston 2001, table 1. */
export const STAINS = {
  hematoxylin: [0.65, 0.7, 0.29],
  eosin: [0.07, 0.99, 0.11],
} as const;

/** Least share of light that counts: less is noise, and its logarithm large. */
export const DARKEST = 1 / 256;

const dot = (a: Vector, b: Vector): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const cross = (a: Vector, b: Vector): Vector => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];
const times = (a: Vector, factor: number): Vector => [factor * a[0], factor * a[1], factor * a[2]];
const unit = (a: Vector): Vector => times(a, 1 / Math.sqrt(dot(a, a)));

const [HEMATOXYLIN, EOSIN] = [unit(STAINS.hematoxylin), unit(STAINS.eosin)];
const COLOURS: readonly [Vector, Vector, Vector] = [HEMATOXYLIN, EOSIN, cross(HEMATOXYLIN, EOSIN)];

/**
 * Hematoxylin, eosin, and what neither explains: its densities in red, green and blue (`colour`), and the vector whose product
 * with a pixel's densities is how much there is of it (`amount`), so that densities are `Σ colour · (amount · densities)`.
 * As the third is at right angles to the two, their amounts are those that explain a pixel best in the sense of least squares.
 */
export const STAIN_BASIS = COLOURS.map((colour, i) => {
  const across = cross(COLOURS[(i + 1) % 3]!, COLOURS[(i + 2) % 3]!);
  return { colour, amount: times(across, 1 / dot(colour, across)) };
}) as readonly { readonly colour: Vector; readonly amount: Vector }[];
