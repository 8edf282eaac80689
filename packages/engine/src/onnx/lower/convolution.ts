import type { Value } from '../../graph/value.js';
import type { ConvolutionAttributes } from '../../ops/attributes.js';
import { addDims, type Dim, multiplyDims, staticShape } from '../../shape.js';
import type { Emitter } from '../emitter.js';
import type { Attribute } from '../proto.js';
import type { Lowering } from './lowering.js';
import { winogradConv, winogradInputGradient, winogradSizes } from './winograd.js';

const attributesOf = (node: ConvolutionAttributes): Record<string, Attribute> => ({
  kernel_shape: node.kernel,
  strides: node.strides,
  pads: node.pads,
  dilations: node.dilations,
  group: node.groups,
});

export const conv2d: Lowering<'conv2d'> = (emitter, node, [x, w, ...bias]) => {
  const [out, channels] = (node.inputs[1] as Value).shape as readonly number[] as [number, number];
  const fast = winogradSizes(emitter, node.attributes, (node.inputs[0] as Value).shape, out);
  if (fast !== undefined) {
    const y = winogradConv(emitter, x as string, w as string, fast);
    if (bias[0] === undefined) return y;
    return emitter.emit('Add', [y, emitter.emit('Reshape', [bias[0], emitter.ints([out, 1, 1])])]);
  }
  return emitConv(
    emitter,
    { x: x as string, w: w as string, bias, channels, out },
    attributesOf(node.attributes),
  );
};

/**
 * ONNX Runtime 1.30 miscomputes some convolutions on WebGPU without a word (onnxruntime issue 29651): one group, a kernel
 * larger than one pixel, input channels a multiple of 3 above 3 but not of 4, output channels a multiple of 4. One
 * channel of zeros more makes them right, and costs next to nothing on other devices.
 */
function emitConv(
  emitter: Emitter,
  {
    x,
    w,
    bias,
    channels,
    out,
  }: { x: string; w: string; bias: readonly string[]; channels: number; out: number },
  attributes: Record<string, Attribute>,
): string {
  const [kh, kw] = attributes.kernel_shape as readonly [number, number];
  const afflicted =
    attributes.group === 1 &&
    kh * kw > 1 &&
    channels > 3 &&
    channels % 3 === 0 &&
    channels % 4 !== 0 &&
    out % 4 === 0;
  if (!afflicted) return emitter.emit('Conv', [x, w, ...bias], attributes);
  const more = (name: string): string => emitter.emit('Pad', [name, emitter.ints([0, 0, 0, 0, 0, 1, 0, 0])]);
  return emitter.emit('Conv', [more(x), more(w), ...bias], attributes);
}

/**
 * At stride 1 the gradient is an ordinary convolution with the kernel turned by half and its channels swapped, which
 * runs at twice the speed of `ConvTranspose`.
 */
export const conv2dInputGradient: Lowering<'conv2dInputGradient'> = (emitter, node, [dy, w]) => {
  const { kernel, strides, pads, dilations, groups, size } = node.attributes;
  const [out, perGroup] = (node.inputs[1] as Value).shape as readonly number[] as [number, number];
  const [batch] = (node.inputs[0] as Value).shape;
  const fast = winogradSizes(emitter, node.attributes, [batch as Dim, perGroup * groups, ...size], out);
  if (fast !== undefined) return winogradInputGradient(emitter, dy as string, w as string, fast);
  const reach = kernel.map((taps, axis) => (taps - 1) * (dilations[axis] as number));
  const mirrored = [
    (reach[0] as number) - pads[0],
    (reach[1] as number) - pads[1],
    (reach[0] as number) - pads[2],
    (reach[1] as number) - pads[3],
  ];
  if (!emitter.standard && strides.every((step) => step === 1) && mirrored.every((amount) => amount >= 0)) {
    const turned = turnedKernel(emitter, node.inputs[1] as Value, w as string, node.attributes);
    const [channels, perGroup] = (node.inputs[1] as Value).shape as readonly number[] as [number, number];
    return emitConv(
      emitter,
      { x: dy as string, w: turned, bias: [], channels, out: perGroup * groups },
      { ...attributesOf(node.attributes), pads: mirrored },
    );
  }
  const output = [0, 1].map((axis) => {
    const rows = (node.inputs[0] as Value).shape[2 + axis] as Dim;
    const stride = strides[axis] as number;
    const fixed = (reach[axis] as number) + 1 - stride - (pads[axis] as number) - (pads[axis + 2] as number);
    // Both sizes may be free; their difference, below the stride, is not.
    const extra = addDims(size[axis] as Dim, multiplyDims(addDims(multiplyDims(rows, stride), fixed), -1));
    return staticShape([extra], 'conv2dInputGradient')[0] as number;
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
function turnedKernel(
  emitter: Emitter,
  kernel: Value,
  name: string,
  { groups }: ConvolutionAttributes,
): string {
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
