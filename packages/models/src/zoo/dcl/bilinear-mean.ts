import {
  abs,
  add,
  clip,
  constant,
  type Dim,
  floats,
  gridSample,
  matMul,
  mean,
  mul,
  relu,
  reshape,
  split,
  staticShape,
  sub,
  transpose,
  type Value,
} from '@celltally/engine';

/** Places of a map up to which the product's matrix, which grows with their square, is small: 64 MB a picture. */
const MOST_PLACES = 4096;

/**
 * The mean of bilinear samples around every pixel: of `[N, C, H, W]` the values at `p + ω_k(p)`, averaged over k. The
 * offsets ω are `[N, 2K, H, W]` in pixels, channels 2k and 2k + 1 the dx and dy of sample k. Positions are held at the
 * border. N may be free, H and W must be known.
 */
export function bilinearMean(x: Value, offsets: Value): Value {
  const [height, width] = sizesOf(x);
  return height * width <= MOST_PLACES
    ? bilinearMeanByProduct(x, offsets)
    : bilinearMeanBySampling(x, offsets);
}

/**
 * As a matrix product over the places of the map. The weight of pixel q in a sample at s is the product of two
 * tents, `max(0, 1 - |s - q|)` along each axis, so that the means are one matrix `[H·W, H·W]` times the map. With
 * gradients, 512 channels of 32 x 32 places and nine samples take a seventh of the time that sampling takes on a
 * processor; of 64 x 64 places, a third (`bench/message-passing.mjs`).
 */
export function bilinearMeanByProduct(x: Value, offsets: Value): Value {
  const [n, channels] = x.shape as readonly [Dim, Dim];
  const [height, width] = sizesOf(x);
  const samples = samplesOf(offsets);
  const area = height * width;
  const moved = transpose(reshape(offsets, [n, samples, 2, area]), [2, 0, 3, 1]);
  const [right, down] = split(moved, 0, [1, 1]) as [Value, Value];
  const tents = (shift: Value, size: number, place: (pixel: number) => number): Value => {
    const home = constant(
      floats(
        [area, 1, 1],
        Float32Array.from({ length: area }, (_, i) => place(i)),
      ),
    );
    const pixels = constant(
      floats(
        [size],
        Float32Array.from({ length: size }, (_, i) => i),
      ),
    );
    const at = clip(add(reshape(shift, [n, area, samples, 1]), home), 0, size - 1);
    return relu(sub(1, abs(sub(at, pixels))));
  };
  const columns = tents(right, width, (pixel) => pixel % width);
  const rows = tents(down, height, (pixel) => Math.floor(pixel / width));
  const weights = reshape(matMul(rows, columns, { transposeA: true }), [n, area, area]);
  const sums = matMul(reshape(x, [n, channels, area]), weights, { transposeB: true });
  return mul(reshape(sums, x.shape), 1 / samples);
}

/** Sample by sample, with memory that grows with the map and not with its square. */
export function bilinearMeanBySampling(x: Value, offsets: Value): Value {
  const [n, channels] = x.shape as readonly [Dim, Dim];
  const [height, width] = sizesOf(x);
  const samples = samplesOf(offsets);
  const moved = transpose(reshape(offsets, [n, samples, 2, height, width]), [0, 1, 3, 4, 2]);
  const perPixel = constant(floats([2], [2 / width, 2 / height]));
  const grid = add(mul(moved, perPixel), pixelCentres(height, width));
  const taken = gridSample(x, reshape(grid, [n, samples * height, width, 2]), { padding: 'border' });
  return mean(reshape(taken, [n, channels, samples, height, width]), { axes: [2] });
}

const sizesOf = ({ shape }: Value): [number, number] =>
  staticShape(shape.slice(2), 'bilinearMean') as [number, number];

const samplesOf = ({ shape }: Value): number => (shape[1] as number) / 2;

/** Where every pixel stands in a sampling grid, `[H, W, 2]`: (x, y) from -1 to 1 between the picture's edges. */
function pixelCentres(height: number, width: number): Value {
  const data = new Float32Array(height * width * 2);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const at = 2 * (row * width + column);
      data[at] = (2 * column + 1) / width - 1;
      data[at + 1] = (2 * row + 1) / height - 1;
    }
  }
  return constant(floats([height, width, 2], data));
}
