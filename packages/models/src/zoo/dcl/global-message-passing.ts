import {
  add,
  constant,
  floats,
  gridSample,
  mean,
  mul,
  reshape,
  staticShape,
  transpose,
  type Value,
} from '@celltally/engine';
import { convolution, type Scope } from '@celltally/nn';

/**
 * DCL's global message passing, equations 2-7: every pixel p takes the mean of `samples` bilinear samples at `p + ω(p)`,
 * where a 1x1 convolution of its own features gives the offsets ω (pixels, unbounded; channels 2k and 2k + 1 are dx and
 * dy of sample k). Positions are held at the border. `[N, C, H, W]` to the same shape; H and W must be known.
 */
export function globalMessagePassing(scope: Scope, x: Value, samples: number): Value {
  const [n, channels, height, width] = staticShape(x.shape, 'globalMessagePassing') as [
    number,
    number,
    number,
    number,
  ];
  const offsets = convolution(scope.child('off'), x, { out: 2 * samples, kernel: 1, bias: false });
  const moved = transpose(reshape(offsets, [n, samples, 2, height, width]), [0, 1, 3, 4, 2]);
  const perPixel = constant(floats([2], [2 / width, 2 / height]));
  const grid = add(mul(moved, perPixel), pixelCentres(height, width));
  const taken = gridSample(x, reshape(grid, [n, samples * height, width, 2]), { padding: 'border' });
  return mean(reshape(taken, [n, channels, samples, height, width]), { axes: [2] });
}

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
