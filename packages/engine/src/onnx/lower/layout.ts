import type { Value } from '../../graph/value.js';
import { filled } from '../../tensor.js';
import { cutParts } from './cut-parts.js';
import type { Lowering } from './lowering.js';

export const reshape: Lowering<'reshape'> = (emitter, { attributes }, [x]) =>
  emitter.emit('Reshape', [x as string, emitter.dims(attributes.shape)]);

export const transpose: Lowering<'transpose'> = (emitter, { attributes }, inputs) =>
  emitter.emit('Transpose', inputs, { perm: attributes.perm });

export const expand: Lowering<'expand'> = (emitter, { attributes }, [x]) =>
  emitter.emit('Expand', [x as string, emitter.dims(attributes.shape)]);

export const concat: Lowering<'concat'> = (emitter, { attributes }, inputs) =>
  emitter.emit('Concat', inputs, { axis: attributes.axis });

export const split: Lowering<'split'> = (emitter, { attributes }, [x]) =>
  cutParts(emitter, x as string, attributes.sizes, attributes.axis);

export const slice: Lowering<'slice'> = (emitter, { attributes }, [x]) =>
  emitter.emit('Slice', [
    x as string,
    emitter.ints(attributes.starts),
    emitter.ints(attributes.ends),
    emitter.ints(attributes.axes),
    emitter.ints(attributes.steps),
  ]);

export const pad: Lowering<'pad'> = (emitter, { attributes }, [x]) =>
  emitter.emit(
    'Pad',
    [x as string, emitter.ints([...attributes.before, ...attributes.after]), emitter.float(attributes.value)],
    { mode: attributes.mode },
  );

export const depthToSpace: Lowering<'depthToSpace'> = (emitter, { attributes }, inputs) =>
  emitter.emit('DepthToSpace', inputs, { blocksize: attributes.block, mode: attributes.mode });

/** ONNX's operator knows the DCR order; the other is a transposition of blocks. */
export const spaceToDepth: Lowering<'spaceToDepth'> = (emitter, node, inputs) => {
  const { block, mode } = node.attributes;
  if (mode === 'DCR') return emitter.emit('SpaceToDepth', inputs, { blocksize: block });
  const [n, c, h, w] = (node.outputs[0] as Value).shape as readonly number[] as [
    number,
    number,
    number,
    number,
  ];
  const channels = c / (block * block);
  const blocks = emitter.emit('Reshape', [
    inputs[0] as string,
    emitter.dims([n, channels, h, block, w, block]),
  ]);
  const gathered = emitter.emit('Transpose', [blocks], { perm: [0, 1, 3, 5, 2, 4] });
  return emitter.emit('Reshape', [gathered, emitter.dims([n, c, h, w])]);
};

export const gatherElements: Lowering<'gatherElements'> = (emitter, node, inputs) =>
  emitter.emit('GatherElements', inputs, { axis: node.attributes.axis });

export const scatterAddElements: Lowering<'scatterAddElements'> = (emitter, node, [updates, indices]) => {
  const shape = (node.outputs[0] as Value).shape as readonly number[];
  return emitter.emit(
    'ScatterElements',
    [emitter.constant(filled(shape, 0)), indices as string, updates as string],
    { axis: node.attributes.axis, reduction: 'add' },
  );
};

export const extent: Lowering<'extent'> = (emitter, node, [x]) => {
  const shape = emitter.emit('Shape', [x as string]);
  const sizes = emitter.emit('Gather', [shape, emitter.ints(node.attributes.axes)], { axis: 0 });
  const product = emitter.emit('ReduceProd', [emitter.emit('Cast', [sizes], { to: 1 })], { keepdims: 0 });
  return product;
};
