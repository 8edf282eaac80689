import type { Value } from '../../graph/value.js';
import type { WindowAttributes } from '../../ops/attributes.js';
import { staticShape } from '../../shape.js';
import { filled, floats } from '../../tensor.js';
import type { Attribute } from '../proto.js';
import type { Lowering } from './lowering.js';

const windowAttributes = (window: WindowAttributes): Record<string, Attribute> => ({
  kernel_shape: window.kernel,
  strides: window.strides,
  pads: window.pads,
  dilations: window.dilations,
});

export const maxPool2d: Lowering<'maxPool2d'> = (emitter, node, inputs) =>
  emitter.emit('MaxPool', inputs, windowAttributes(node.attributes));

/**
 * The pooling operator also tells where each maximum stood; the cotangents are added at those places. Asking it again
 * costs one pooling, and lets the forward operator run without its second output.
 */
export const maxPool2dGradient: Lowering<'maxPool2dGradient'> = (emitter, node, [x, , dy]) => {
  const shape = staticShape((node.outputs[0] as Value).shape, 'maxPool2dGradient');
  const size = shape.reduce((product, dim) => product * dim, 1);
  const [, places] = emitter.emitMany('MaxPool', [x as string], 2, windowAttributes(node.attributes));
  const flat = emitter.ints([-1]);
  const updates = emitter.emit('Reshape', [dy as string, flat]);
  const indices = emitter.emit('Reshape', [places as string, flat]);
  const zeros = emitter.emit('Expand', [emitter.constant(filled([1], 0)), emitter.ints([size])]);
  const scattered = emitter.emit('ScatterElements', [zeros, indices, updates], { axis: 0, reduction: 'add' });
  return emitter.emit('Reshape', [scattered, emitter.ints(shape)]);
};

export const averagePool2d: Lowering<'averagePool2d'> = (emitter, node, inputs) => {
  // Dilated averages came with opset 19; `averagePool2d` offers none.
  const { dilations: _, ...attributes } = windowAttributes(node.attributes);
  return emitter.emit('AveragePool', inputs, {
    ...attributes,
    count_include_pad: node.attributes.countPadding ? 1 : 0,
  });
};

const scales = (scale: number) => floats([4], [1, 1, scale, scale]);

export const upsampleNearest: Lowering<'upsampleNearest'> = (emitter, node, [x]) =>
  emitter.emit('Resize', [x as string, '', emitter.constant(scales(node.attributes.scale))], {
    mode: 'nearest',
    nearest_mode: 'floor',
    coordinate_transformation_mode: 'asymmetric',
  });

export const upsampleBilinear: Lowering<'upsampleBilinear'> = (emitter, node, [x]) =>
  emitter.emit('Resize', [x as string, '', emitter.constant(scales(node.attributes.scale))], {
    mode: 'linear',
    coordinate_transformation_mode: node.attributes.alignCorners ? 'align_corners' : 'half_pixel',
  });

export const gridSample: Lowering<'gridSample'> = (emitter, node, inputs) =>
  emitter.emit('GridSample', inputs, {
    mode: 'bilinear',
    padding_mode: node.attributes.padding,
    align_corners: node.attributes.alignCorners ? 1 : 0,
  });
