import { applyOne, type OpDefinition, type Value } from '../graph/value.js';
import type { Dim } from '../shape.js';
import { requireRank } from './operand.js';
import { type Pair, type WindowOptions, windowOf, windowOutput } from './window.js';

export const maxPool2dOp: OpDefinition<'maxPool2d'> = {
  name: 'maxPool2d',
  infer: ([x], window) => {
    requireRank('maxPool2d', 'x', x as Value, 4);
    const [n, c, h, w] = (x as Value).shape as readonly [Dim, Dim, Dim, Dim];
    return [{ dtype: 'float32', shape: [n, c, ...windowOutput('maxPool2d', [h, w], window)] }];
  },
  gradient: (node, [dy]) => [
    applyOne(
      maxPool2dGradientOp,
      [node.inputs[0] as Value, node.outputs[0] as Value, dy as Value],
      node.attributes,
    ),
  ],
};

/** Inputs: x, y = maxPool2d(x), dy. At a tie the first sample of the window, row by row, takes all: PyTorch's rule. */
export const maxPool2dGradientOp: OpDefinition<'maxPool2dGradient'> = {
  name: 'maxPool2dGradient',
  infer: ([x]) => [{ dtype: 'float32', shape: (x as Value).shape }],
  gradient: { notDifferentiable: 'a second derivative through max pooling is not provided' },
};

/** The largest sample of each window. The stride defaults to the kernel. */
export const maxPool2d = (x: Value, kernel: Pair, options: WindowOptions = {}): Value =>
  applyOne(maxPool2dOp, [x], windowOf('maxPool2d', kernel, options, kernel));
