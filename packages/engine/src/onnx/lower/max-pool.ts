import type { Node, Value } from '../../graph/value.js';
import { staticShape } from '../../shape.js';
import { filled, floats } from '../../tensor.js';
import type { Emitter } from '../emitter.js';
import type { Lowering } from './lowering.js';
import { windowAttributes } from './window.js';

export const maxPool2d: Lowering<'maxPool2d'> = (emitter, node, inputs) =>
  emitter.emit('MaxPool', inputs, windowAttributes(node.attributes));

/** Two forms of the same rule: at a tie the first sample of a window, row by row, takes all. */
export const maxPool2dGradient: Lowering<'maxPool2dGradient'> = (emitter, node, [x, y, dy]) =>
  emitter.device === 'webgpu'
    ? byComparison(emitter, node, x as string, y as string, dy as string)
    : byIndices(emitter, node, x as string, dy as string);

/**
 * The pooling operator also tells where each maximum stood; the cotangents are added at those places. Asking it again
 * costs one pooling, and lets the forward operator run without its second output.
 */
function byIndices(emitter: Emitter, node: Node<'maxPool2dGradient'>, x: string, dy: string): string {
  const shape = staticShape((node.outputs[0] as Value).shape, 'maxPool2dGradient');
  const size = shape.reduce((product, dim) => product * dim, 1);
  const [, places] = emitter.emitMany('MaxPool', [x], 2, windowAttributes(node.attributes));
  const flat = emitter.ints([-1]);
  const updates = emitter.emit('Reshape', [dy, flat]);
  const indices = emitter.emit('Reshape', [places as string, flat]);
  const zeros = emitter.emit('Expand', [emitter.constant(filled([1], 0)), emitter.ints([size])]);
  const scattered = emitter.emit('ScatterElements', [zeros, indices, updates], { axis: 0, reduction: 'add' });
  return emitter.emit('Reshape', [scattered, emitter.ints(shape)]);
}

/** Below any sample: what a window sees outside the picture. */
const LOWEST = -3.4e38;

/**
 * ONNX Runtime has no indices on WebGPU. Tap by tap, each window's cotangent goes to the sample that equals the maximum,
 * unless an earlier tap took it. Where windows tile the picture, channels then move to space; otherwise a transposed
 * convolution whose kernels are one tap each puts the shares in their places. (For tiling windows that convolution came
 * out wrong on WebGPU: ONNX Runtime 1.30, kernel 2, stride 2, one channel a group.)
 */
function byComparison(
  emitter: Emitter,
  node: Node<'maxPool2dGradient'>,
  x: string,
  y: string,
  dy: string,
): string {
  const { kernel, strides, pads, dilations } = node.attributes;
  const [n, c, height, width] = staticShape((node.inputs[0] as Value).shape, 'maxPool2dGradient') as Shape4;
  const [, , rows, columns] = staticShape((node.inputs[1] as Value).shape, 'maxPool2dGradient') as Shape4;
  const [top, left, bottom, right] = pads;
  const padded = pads.some((amount) => amount > 0)
    ? emitter.emit('Pad', [x, emitter.ints([0, 0, top, left, 0, 0, bottom, right]), emitter.float(LOWEST)])
    : x;
  const share = emitter.ints([n, c, 1, rows, columns]);
  const shares: string[] = [];
  let unclaimed: string | undefined;
  for (let i = 0; i < kernel[0]; i++) {
    for (let j = 0; j < kernel[1]; j++) {
      const [v, u] = [i * dilations[0], j * dilations[1]];
      const samples = emitter.emit('Slice', [
        padded,
        emitter.ints([v, u]),
        emitter.ints([v + (rows - 1) * strides[0] + 1, u + (columns - 1) * strides[1] + 1]),
        emitter.ints([2, 3]),
        emitter.ints(strides),
      ]);
      const equal = emitter.emit('Cast', [emitter.emit('Equal', [samples, y])], { to: 1 });
      const taken: string = unclaimed === undefined ? equal : emitter.emit('Mul', [equal, unclaimed]);
      unclaimed = emitter.emit('Sub', [unclaimed ?? emitter.float(1), taken]);
      shares.push(emitter.emit('Reshape', [emitter.emit('Mul', [dy, taken]), share]));
    }
  }
  const taps = shares.length;
  const stacked = emitter.emit('Reshape', [
    emitter.emit('Concat', shares, { axis: 2 }),
    emitter.ints([n, c * taps, rows, columns]),
  ]);
  const block = kernel[0];
  const tiling =
    [kernel[1], ...strides].every((side) => side === block) && padded === x && dilations[0] === 1;
  if (tiling && height === rows * block && width === columns * block) {
    return emitter.emit('DepthToSpace', [stacked], { blocksize: block, mode: 'CRD' });
  }
  const places = new Float32Array(c * taps * taps);
  for (let k = 0; k < c * taps; k++) places[k * taps + (k % taps)] = 1;
  const reach = (axis: 0 | 1, padding: number, count: number): number =>
    (count - 1) * strides[axis] + (kernel[axis] - 1) * dilations[axis] + 1 - padding;
  return emitter.emit(
    'ConvTranspose',
    [stacked, emitter.constant(floats([c * taps, 1, ...kernel], places))],
    {
      ...windowAttributes(node.attributes),
      group: c,
      output_padding: [height - reach(0, top + bottom, rows), width - reach(1, left + right, columns)],
    },
  );
}

type Shape4 = [number, number, number, number];
