import type { WindowAttributes } from '../../ops/attributes.js';
import type { Attribute } from '../proto.js';

/** A window's geometry as ONNX attributes. */
export const windowAttributes = (window: WindowAttributes): Record<string, Attribute> => ({
  kernel_shape: window.kernel,
  strides: window.strides,
  pads: window.pads,
  dilations: window.dilations,
});
