import type { Value } from '../../graph/value.js';
import type { ConvolutionAttributes } from '../../ops/attributes.js';
import { staticShape } from '../../shape.js';
import type { Emitter } from '../emitter.js';
import type { Attribute } from '../proto.js';
import { emitMatMul } from './linear.js';
import type { Lowering } from './lowering.js';

const attributesOf = (node: ConvolutionAttributes): Record<string, Attribute> => ({
  kernel_shape: node.kernel,
  strides: node.strides,
  pads: node.pads,
  dilations: node.dilations,
  group: node.groups,
});

export const conv2d: Lowering<'conv2d'> = (emitter, node, inputs) =>
  emitter.emit('Conv', inputs, attributesOf(node.attributes));

/**
 * At stride 1 the gradient is an ordinary convolution with the kernel turned by half and its channels swapped, which
 * runs at twice the speed of `ConvTranspose`.
 */
export const conv2dInputGradient: Lowering<'conv2dInputGradient'> = (emitter, node, [dy, w]) => {
  const { kernel, strides, pads, dilations, groups, size } = node.attributes;
  const reach = kernel.map((taps, axis) => (taps - 1) * (dilations[axis] as number));
  const mirrored = [
    (reach[0] as number) - pads[0],
    (reach[1] as number) - pads[1],
    (reach[0] as number) - pads[2],
    (reach[1] as number) - pads[3],
  ];
  if (!emitter.standard && strides.every((step) => step === 1) && mirrored.every((amount) => amount >= 0)) {
    const turned = turnedKernel(emitter, node.inputs[1] as Value, w as string, node.attributes);
    return emitter.emit('Conv', [dy as string, turned], {
      ...attributesOf(node.attributes),
      pads: mirrored,
    });
  }
  const output = [0, 1].map((axis) => {
    const rows = (node.inputs[0] as Value).shape[2 + axis];
    const full = size[axis];
    if (typeof rows !== 'number' || typeof full !== 'number') return 0;
    const natural =
      (rows - 1) * (strides[axis] as number) + (reach[axis] as number) + 1 - (pads[axis] as number) - (pads[axis + 2] as number);
    return full - natural;
  });
  return emitter.emit('ConvTranspose', [dy as string, w as string], {
    kernel_shape: kernel,
    strides,
    pads,
    dilations,
    group: groups,
    output_padding: output,
  });
};

/** `[M, C/g, kh, kw] -> [C, M/g, kh, kw]`, taps in reverse. */
function turnedKernel(emitter: Emitter, kernel: Value, name: string, { groups }: ConvolutionAttributes): string {
  const [m, c, kh, kw] = staticShape(kernel.shape, 'conv2dInputGradient') as [number, number, number, number];
  const taps = kh * kw;
  let turned = emitter.emit('Reshape', [name, emitter.ints([groups, m / groups, c, taps])]);
  if (m / groups > 1 && c > 1) {
    turned = emitter.emit('Transpose', [turned], { perm: [0, 2, 1, 3] });
  }
  if (taps > 1) {
    // A product with the exchange matrix reverses the taps faster than a slice with a negative step.
    const exchange = new Float32Array(taps * taps);
    for (let i = 0; i < taps; i++) exchange[i * taps + (taps - 1 - i)] = 1;
    const matrix = emitter.constant({ dtype: 'float32', shape: [taps, taps], data: exchange });
    turned = emitter.emit('MatMul', [emitter.emit('Reshape', [turned, emitter.ints([-1, taps])]), matrix]);
  }
  return emitter.emit('Reshape', [turned, emitter.ints([c * groups, m / groups, kh, kw])]);
}

/**
 * One matrix product per tap: the cotangent times the picture shifted to that tap, over all pixels, summed over the
 * batch.
 */
export const conv2dKernelGradient: Lowering<'conv2dKernelGradient'> = (emitter, node, [x, dy]) => {
  const { kernel, strides, pads, dilations, groups } = node.attributes;
  const [n, c, h, w] = staticShape((node.inputs[0] as Value).shape, 'conv2dKernelGradient') as [number, number, number, number];
  const [, m, rows, columns] = staticShape((node.inputs[1] as Value).shape, 'conv2dKernelGradient') as [number, number, number, number];
  const [perIn, perOut, pixels] = [c / groups, m / groups, rows * columns];
  const padded = pads.some((amount) => amount > 0)
    ? emitter.emit('Pad', [x as string, emitter.ints([0, 0, pads[0], pads[1], 0, 0, pads[2], pads[3]])])
    : (x as string);
  const cotangent = emitter.emit('Reshape', [dy as string, emitter.ints([n, groups, perOut, pixels])]);
  const whole =
    kernel[0] === 1 && kernel[1] === 1 && strides[0] === 1 && strides[1] === 1 && h === rows && w === columns;
  const products: string[] = [];
  for (let i = 0; i < kernel[0]; i++) {
    for (let j = 0; j < kernel[1]; j++) {
      const [top, left] = [i * dilations[0], j * dilations[1]];
      const shifted = whole
        ? padded
        : emitter.emit('Slice', [
            padded,
            emitter.ints([top, left]),
            emitter.ints([top + (rows - 1) * strides[0] + 1, left + (columns - 1) * strides[1] + 1]),
            emitter.ints([2, 3]),
            emitter.ints(strides),
          ]);
      const flat = emitter.emit('Reshape', [shifted, emitter.ints([n, groups, perIn, pixels])]);
      products.push(
        emitMatMul(
          emitter,
          { name: cotangent, rank: 4, transposed: false },
          { name: flat, rank: 4, transposed: true },
        ),
      );
    }
  }
  const taps = products.length;
  const shape = emitter.ints([m, perIn, ...kernel]);
  if (taps === 1) {
    const summed = n === 1 ? (products[0] as string) : emitter.emit('ReduceSum', [products[0] as string, emitter.ints([0])], { keepdims: 0 });
    return emitter.emit('Reshape', [summed, shape]);
  }
  const stacked = emitter.emit('Reshape', [
    emitter.emit('Concat', products, { axis: 0 }),
    emitter.ints([taps, n, m, perIn]),
  ]);
  const summed = emitter.emit('ReduceSum', [stacked, emitter.ints([1])], { keepdims: 0 });
  return emitter.emit('Reshape', [emitter.emit('Transpose', [summed], { perm: [1, 2, 0] }), shape]);
};
