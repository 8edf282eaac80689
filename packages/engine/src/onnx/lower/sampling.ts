import { floats } from '../../tensor.js';
import type { Lowering } from './lowering.js';
import { windowAttributes } from './window.js';

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
