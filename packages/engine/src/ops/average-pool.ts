import { applyOne, type OpDefinition, type Value } from '../graph/value.js';
import { type Dim, staticShape } from '../shape.js';
import { floats } from '../tensor.js';
import { div, mul } from './arithmetic.js';
import type { WindowAttributes } from './attributes.js';
import { conv2dInputGradientOp } from './convolution.js';
import { requireRank } from './operand.js';
import { constant } from './source.js';
import { enlarged } from './upsample.js';
import { type Pair, type WindowOptions, windowOf, windowOutput } from './window.js';

export const averagePool2dOp: OpDefinition<'averagePool2d'> = {
  name: 'averagePool2d',
  infer: ([x], window) => {
    requireRank('averagePool2d', 'x', x as Value, 4);
    const [n, c, h, w] = (x as Value).shape as readonly [Dim, Dim, Dim, Dim];
    return [{ dtype: 'float32', shape: [n, c, ...windowOutput('averagePool2d', [h, w], window)] }];
  },
  gradient: (node, [dy]) => [averagePoolGradient(node.inputs[0] as Value, dy as Value, node.attributes)],
};

function averagePoolGradient(
  x: Value,
  dy: Value,
  attributes: WindowAttributes & { readonly countPadding: boolean },
): Value {
  const { kernel, strides, pads, dilations, countPadding } = attributes;
  const area = kernel[0] * kernel[1];
  const padded = pads.some((amount) => amount > 0);
  const shared = countPadding || !padded ? dy : div(dy, coverage(x, attributes));
  const [, channels, height, width] = staticShape(x.shape, 'averagePool2d') as [
    number,
    number,
    number,
    number,
  ];
  const tiles = kernel[0] === strides[0] && kernel[1] === strides[1] && kernel[0] === kernel[1] && !padded;
  if (tiles && height % kernel[0] === 0 && width % kernel[1] === 0) {
    return upsampleNearest(mul(shared, 1 / area), kernel[0]);
  }
  const same =
    strides[0] === 1 &&
    strides[1] === 1 &&
    pads[0] + pads[2] === kernel[0] - 1 &&
    pads[1] + pads[3] === kernel[1] - 1;
  if (same) {
    // At stride 1 the transposed window is a window: one more pooling, with the padding mirrored.
    return applyOne(averagePool2dOp, [shared], {
      ...attributes,
      pads: [pads[2], pads[3], pads[0], pads[1]],
      countPadding: true,
    });
  }
  const ones = constant(floats([channels, 1, ...kernel], new Float32Array(channels * area).fill(1 / area)));
  return applyOne(conv2dInputGradientOp, [shared, ones], {
    kernel,
    strides,
    pads,
    dilations,
    groups: channels,
    size: [height, width],
  });
}

/** The part of each window that lies on the picture, in (0, 1]: `[1, 1, H', W']`. */
function coverage(x: Value, window: WindowAttributes): Value {
  const [, , height, width] = staticShape(x.shape, 'averagePool2d') as [number, number, number, number];
  const [rows, columns] = windowOutput('averagePool2d', [height, width], window) as [number, number];
  const inside = (at: number, axis: 0 | 1, before: number, size: number): number => {
    let count = 0;
    for (let tap = 0; tap < window.kernel[axis]; tap++) {
      const position = at * window.strides[axis] - before + tap * window.dilations[axis];
      if (position >= 0 && position < size) count++;
    }
    return count / window.kernel[axis];
  };
  const data = new Float32Array(rows * columns);
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) {
      data[r * columns + c] = inside(r, 0, window.pads[0], height) * inside(c, 1, window.pads[1], width);
    }
  }
  return constant(floats([1, 1, rows, columns], data));
}

export const upsampleNearestOp: OpDefinition<'upsampleNearest'> = {
  name: 'upsampleNearest',
  infer: ([x], { scale }) => [{ dtype: 'float32', shape: enlarged('upsampleNearest', x as Value, scale) }],
  // The sum over each block: a mean that forgets to divide.
  gradient: (node, [dy]) => {
    const { scale } = node.attributes;
    return [mul(averagePool2d(dy as Value, scale), scale * scale)];
  },
};

/** The mean of each window. `countPadding` (default true, as in PyTorch) divides by the whole window at the border. */
export const averagePool2d = (
  x: Value,
  kernel: Pair,
  options: Omit<WindowOptions, 'dilation'> & { readonly countPadding?: boolean } = {},
): Value =>
  applyOne(averagePool2dOp, [x], {
    ...windowOf('averagePool2d', kernel, options, kernel),
    countPadding: options.countPadding ?? true,
  });

/** Repeats every pixel `scale` times in both directions. */
export const upsampleNearest = (x: Value, scale: number): Value =>
  scale === 1 ? x : applyOne(upsampleNearestOp, [x], { scale });
