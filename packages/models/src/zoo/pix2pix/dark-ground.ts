import { add, mean, mul, step, sub, type Value } from '@celltally/engine';

/** The mean above which the ground of a picture is bright: stained tissue, bright field. */
const HALF = 0.5;

/**
 * Pictures `[N, C, H, W]` with cells bright on dark: those whose mean is above half become their negatives, `1 − x`. In
 * the network, so that whoever runs it sees the same. Each tile is judged by itself.
 */
export function onDarkGround(image: Value): Value {
  const bright = step(sub(mean(image, { axes: [1, 2, 3], keepDims: true }), HALF));
  return add(image, mul(bright, sub(1, mul(image, 2))));
}
