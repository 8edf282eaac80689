import { ShapeError } from '../errors.js';
import { applyOne, type OpDefinition, type Value } from '../graph/value.js';
import { addDims, type Dim, formatDim, formatShape, multiplyDims, sameDim, sameShape } from '../shape.js';
import { add } from './arithmetic.js';
import type { ConvolutionAttributes } from './attributes.js';
import { reshape } from './layout.js';
import { requireRank } from './operand.js';
import { sum } from './reduce.js';
import {
  type Padding,
  type Pair,
  toPads,
  toPair,
  type WindowOptions,
  windowOf,
  windowOutput,
} from './window.js';

type Shape4 = readonly [Dim, Dim, Dim, Dim];

const attributesOf = ({
  kernel,
  strides,
  pads,
  dilations,
  groups,
}: ConvolutionAttributes): ConvolutionAttributes => ({
  kernel,
  strides,
  pads,
  dilations,
  groups,
});

/** Inputs: x `[N, C, H, W]`, kernel `[M, C/groups, kh, kw]`, optional bias `[M]`. */
export const conv2dOp: OpDefinition<'conv2d'> = {
  name: 'conv2d',
  infer: ([x, w, bias], attributes) => {
    requireRank('conv2d', 'x', x as Value, 4);
    requireRank('conv2d', 'kernel', w as Value, 4);
    const [n, c, height, width] = (x as Value).shape as Shape4;
    const [m, perGroup] = (w as Value).shape as readonly number[] as readonly [number, number];
    const { groups } = attributes;
    if (!sameDim(c, multiplyDims(perGroup, groups))) {
      throw new ShapeError(
        'conv2d',
        `x ${formatShape((x as Value).shape)} has ${formatDim(c)} channels; kernel ${formatShape((w as Value).shape)} in ${groups} groups needs ${perGroup * groups}`,
      );
    }
    if (m % groups !== 0) {
      throw new ShapeError(
        'conv2d',
        `kernel ${formatShape((w as Value).shape)} has ${m} output channels, which do not divide into ${groups} groups`,
      );
    }
    if (bias && !sameShape(bias.shape, [m])) {
      throw new ShapeError(
        'conv2d',
        `bias must be [${m}], one value per output channel of the kernel, received ${formatShape(bias.shape)}`,
      );
    }
    return [{ dtype: 'float32', shape: [n, m, ...windowOutput('conv2d', [height, width], attributes)] }];
  },
  gradient: (node, [cotangent]) => {
    const [x, w, bias] = node.inputs as readonly [Value, Value, Value?];
    const dy = cotangent as Value;
    const attributes = attributesOf(node.attributes);
    const dx = applyOne(conv2dInputGradientOp, [dy, w], {
      ...attributes,
      size: [x.shape[2] as Dim, x.shape[3] as Dim],
    });
    const dw = applyOne(conv2dKernelGradientOp, [x, dy], attributes);
    return bias ? [dx, dw, sum(dy, { axes: [0, 2, 3] })] : [dx, dw];
  },
};

/** Inputs: dy `[N, M, H', W']`, kernel `[M, C/groups, kh, kw]`. Also the transposed convolution. */
export const conv2dInputGradientOp: OpDefinition<'conv2dInputGradient'> = {
  name: 'conv2dInputGradient',
  infer: ([dy, w], { groups, size, ...window }) => {
    const [n, m, height, width] = (dy as Value).shape as Shape4;
    const [rows, perGroup] = (w as Value).shape as Shape4;
    const [h, v] = windowOutput('conv2dInputGradient', size, window);
    if (!sameDim(m, rows) || !sameDim(h, height) || !sameDim(v, width)) {
      throw new ShapeError(
        'conv2dInputGradient',
        `dy ${formatShape((dy as Value).shape)} is no output of kernel ${formatShape((w as Value).shape)} on ${formatShape(size)}`,
      );
    }
    return [{ dtype: 'float32', shape: [n, multiplyDims(perGroup, groups), ...size] }];
  },
  gradient: (node, [cotangent]) => {
    const [dy, w] = node.inputs as readonly [Value, Value];
    const attributes = attributesOf(node.attributes);
    return [
      applyOne(conv2dOp, [cotangent as Value, w], attributes),
      applyOne(conv2dKernelGradientOp, [cotangent as Value, dy], attributes),
    ];
  },
};

/** Inputs: x `[N, C, H, W]`, dy `[N, M, H', W']`; output `[M, C/groups, kh, kw]`. */
export const conv2dKernelGradientOp: OpDefinition<'conv2dKernelGradient'> = {
  name: 'conv2dKernelGradient',
  infer: ([x, dy], { kernel, groups }) => {
    const channels = (x as Value).shape[1] as number;
    return [{ dtype: 'float32', shape: [(dy as Value).shape[1] as Dim, channels / groups, ...kernel] }];
  },
  gradient: (node, [cotangent]) => {
    const [x, dy] = node.inputs as readonly [Value, Value];
    const attributes = attributesOf(node.attributes);
    const size: readonly [Dim, Dim] = [x.shape[2] as Dim, x.shape[3] as Dim];
    return [
      applyOne(conv2dInputGradientOp, [dy, cotangent as Value], { ...attributes, size }),
      applyOne(conv2dOp, [x, cotangent as Value], attributes),
    ];
  },
};

export interface ConvolutionOptions extends WindowOptions {
  /** `[M]`, added to every pixel of an output channel. */
  readonly bias?: Value;
  /** Channels are cut into this many independent groups. Default 1; the number of channels is a depthwise convolution. */
  readonly groups?: number;
}

/**
 * Two-dimensional cross-correlation: x `[N, C, H, W]`, kernel `[M, C/groups, kh, kw]`, result `[N, M, H', W']` with
 * `H' = ⌊(H + top + bottom − dilation·(kh − 1) − 1) / stride⌋ + 1`.
 */
export function conv2d(x: Value, kernel: Value, options: ConvolutionOptions = {}): Value {
  requireRank('conv2d', 'kernel', kernel, 4);
  const window = windowOf('conv2d', [kernel.shape[2] as number, kernel.shape[3] as number], options, 1);
  const inputs = options.bias ? [x, kernel, options.bias] : [x, kernel];
  return applyOne(conv2dOp, inputs, { ...window, groups: options.groups ?? 1 });
}

/**
 * Transposed convolution: x `[N, C, H, W]`, kernel `[C, M/groups, kh, kw]`, result `[N, M, H', W']` with
 * `H' = (H − 1)·stride − top − bottom + kh + outputPadding`. It is the input gradient of `conv2d`, and computed as such.
 */
export function convTranspose2d(
  x: Value,
  kernel: Value,
  options: {
    readonly bias?: Value;
    readonly stride?: Pair;
    readonly padding?: Padding;
    readonly outputPadding?: Pair;
    readonly groups?: number;
  } = {},
): Value {
  requireRank('convTranspose2d', 'x', x, 4);
  requireRank('convTranspose2d', 'kernel', kernel, 4);
  const [kh, kw] = [kernel.shape[2] as number, kernel.shape[3] as number];
  const window = windowOf('convTranspose2d', [kh, kw], options, 1);
  const [top, left, bottom, right] = toPads(options.padding ?? 0);
  const [extraH, extraW] = toPair(options.outputPadding ?? 0);
  if (extraH >= window.strides[0] || extraW >= window.strides[1]) {
    throw new ShapeError(
      'convTranspose2d',
      `outputPadding must be below the stride ${JSON.stringify(window.strides)}, received ${JSON.stringify([extraH, extraW])}`,
    );
  }
  const along = (size: Dim, stride: number, amount: number): Dim =>
    addDims(multiplyDims(size, stride), amount - stride);
  const y = applyOne(conv2dInputGradientOp, [x, kernel], {
    ...window,
    groups: options.groups ?? 1,
    size: [
      along(x.shape[2] as Dim, window.strides[0], kh + extraH - top - bottom),
      along(x.shape[3] as Dim, window.strides[1], kw + extraW - left - right),
    ],
  });
  return options.bias ? add(y, reshape(options.bias, [1, options.bias.shape[0] as Dim, 1, 1])) : y;
}
