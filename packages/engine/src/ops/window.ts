import { ShapeError } from '../errors.js';
import { addDims, type Dim, floorDivideDim, formatDim } from '../shape.js';
import type { WindowAttributes } from './attributes.js';

/** One number for both axes, or `[vertical, horizontal]`. */
export type Pair = number | readonly [number, number];
/** One number, `[vertical, horizontal]`, or `[top, left, bottom, right]`. */
export type Padding = Pair | readonly [number, number, number, number];

export interface WindowOptions {
  /** Step of the window in pixels. */
  readonly stride?: Pair;
  /** Pixels added around the picture. Default 0. */
  readonly padding?: Padding;
  /** Distance of the window's taps in pixels. Default 1. */
  readonly dilation?: Pair;
}

export const toPair = (value: Pair): readonly [number, number] =>
  typeof value === 'number' ? [value, value] : value;

export function toPads(padding: Padding): readonly [number, number, number, number] {
  if (typeof padding === 'number') return [padding, padding, padding, padding];
  return padding.length === 2 ? [padding[0], padding[1], padding[0], padding[1]] : padding;
}

/** The window of a convolution or pooling, validated. */
export function windowOf(
  op: string,
  kernel: Pair,
  options: WindowOptions,
  defaultStride: Pair,
): WindowAttributes {
  const window: WindowAttributes = {
    kernel: toPair(kernel),
    strides: toPair(options.stride ?? defaultStride),
    pads: toPads(options.padding ?? 0),
    dilations: toPair(options.dilation ?? 1),
  };
  const positive = [...window.kernel, ...window.strides, ...window.dilations];
  if (
    positive.some((n) => !Number.isInteger(n) || n < 1) ||
    window.pads.some((n) => !Number.isInteger(n) || n < 0)
  ) {
    throw new ShapeError(
      op,
      `kernel, stride and dilation must be positive integers and padding not negative, received ${JSON.stringify(window)}`,
    );
  }
  return window;
}

/** Height and width that a sliding window produces. */
export function windowOutput(op: string, [h, w]: readonly [Dim, Dim], window: WindowAttributes): [Dim, Dim] {
  const [top, left, bottom, right] = window.pads;
  const along = (size: Dim, axis: 0 | 1, padding: number): Dim => {
    const reach = window.dilations[axis] * (window.kernel[axis] - 1) + 1;
    const free = addDims(size, padding - reach);
    if (typeof free === 'number' && free < 0) {
      throw new ShapeError(
        op,
        `a window of ${reach} pixels does not fit ${formatDim(size)} with padding ${padding}`,
      );
    }
    return addDims(floorDivideDim(free, window.strides[axis], op), 1);
  };
  return [along(h, 0, top + bottom), along(w, 1, left + right)];
}
