import type { Value } from '../../graph/value.js';
import { staticShape } from '../../shape.js';
import type { Emitter } from '../emitter.js';
import { emitMatMul } from './linear.js';
import type { Lowering } from './lowering.js';
import { winogradKernelGradient, winogradSizes } from './winograd.js';

/** Sizes of a kernel gradient, per group where the name says so. */
interface Geometry {
  readonly n: number;
  readonly groups: number;
  readonly perIn: number;
  readonly perOut: number;
  readonly height: number;
  readonly width: number;
  readonly rows: number;
  readonly columns: number;
  readonly kernel: readonly [number, number];
  readonly strides: readonly [number, number];
  readonly dilations: readonly [number, number];
  readonly pads: readonly [number, number, number, number];
}

/**
 * The gradient with respect to a kernel is a matrix product over all pixels, for each tap: the cotangent times the
 * picture shifted to that tap. Three forms, by what was measured on two cores (ms for one picture, 3x3 taps):
 *
 * |                     | product per tap | one product of shifts | dot products per tap |
 * |---------------------|----------------:|----------------------:|---------------------:|
 * | 16 to 32, 256²      |              37 |                    20 |                      |
 * | 32 to 32, 256²      |              37 |                    29 |                      |
 * | 64 to 64, 256²      |              86 |                    63 |                      |
 * | 512 to 512, 32²     |              57 |                    47 |                      |
 * | depthwise 64, 256²  |              67 |                    38 |                   38 |
 * | depthwise 16, 256²  |              26 |                    27 |                   14 |
 */
export const conv2dKernelGradient: Lowering<'conv2dKernelGradient'> = (emitter, node, [x, dy]) => {
  const { kernel, strides, pads, dilations, groups } = node.attributes;
  const [n, c, height, width] = shape4(node.inputs[0] as Value);
  const [, m, rows, columns] = shape4(node.inputs[1] as Value);
  const fast = winogradSizes(emitter, node.attributes, [n, c, height, width], m);
  if (fast !== undefined) return winogradKernelGradient(emitter, x as string, dy as string, fast);
  const geometry: Geometry = {
    n,
    groups,
    perIn: c / groups,
    perOut: m / groups,
    height,
    width,
    rows,
    columns,
    kernel,
    strides,
    dilations,
    pads,
  };
  const single = kernel[0] === 1 && kernel[1] === 1;
  const depthwise = geometry.perIn === 1 && geometry.perOut === 1;
  const form =
    strides[0] === 1 && strides[1] === 1 && !single && !depthwise ? productOfShifts : productPerTap;
  return form(emitter, geometry, x as string, dy as string);
};

const shape4 = (value: Value): [number, number, number, number] =>
  staticShape(value.shape, 'conv2dKernelGradient') as [number, number, number, number];

/**
 * Shifting the picture along the columns and the cotangent along the rows gives all taps in one product: kw copies of
 * the picture, kh of the cotangent, instead of kh·kw of the picture and as many small products.
 */
function productOfShifts(emitter: Emitter, geometry: Geometry, x: string, dy: string): string {
  const { n, groups, perIn, perOut, height, width, rows, columns, kernel, dilations, pads } = geometry;
  const [top, left, bottom] = pads;
  const tall = height + top + bottom;
  const pixels = tall * columns;
  const shifts = (count: number, one: (index: number) => string, channels: number): string => {
    const shape = emitter.ints([n, groups, channels, pixels]);
    const copies = Array.from({ length: count }, (_, index) => emitter.emit('Reshape', [one(index), shape]));
    return copies.length === 1 ? (copies[0] as string) : emitter.emit('Concat', copies, { axis: 2 });
  };
  const pictures = shifts(
    kernel[1],
    (tap) => {
      const before = left - tap * dilations[1];
      return padSpace(emitter, x, [top, before, bottom, columns - width - before]);
    },
    perIn,
  );
  const cotangents = shifts(
    kernel[0],
    (tap) => {
      const before = tap * dilations[0];
      return padSpace(emitter, dy, [before, 0, tall - rows - before, 0]);
    },
    perOut,
  );
  const product = emitMatMul(
    emitter,
    { name: cotangents, rank: 4, transposed: false },
    { name: pictures, rank: 4, transposed: true },
  );
  const summed = sumOverBatch(emitter, product, n);
  const split = emitter.emit('Reshape', [
    summed,
    emitter.ints([groups, kernel[0], perOut, kernel[1], perIn]),
  ]);
  const ordered = emitter.emit('Transpose', [split], { perm: [0, 2, 4, 1, 3] });
  return emitter.emit('Reshape', [ordered, emitter.ints([groups * perOut, perIn, ...kernel])]);
}

/** One product per tap; with one channel to a group these are dot products. Any stride. */
function productPerTap(emitter: Emitter, geometry: Geometry, x: string, dy: string): string {
  const { n, groups, perIn, perOut, height, width, rows, columns, kernel, strides, dilations, pads } =
    geometry;
  const padded = padSpace(emitter, x, pads);
  const flat = emitter.ints([n, groups, perIn, rows * columns]);
  const cotangent = emitter.emit('Reshape', [dy, emitter.ints([n, groups, perOut, rows * columns])]);
  const whole = kernel[0] * kernel[1] === 1 && padded === x && height === rows && width === columns;
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
      products.push(
        emitMatMul(
          emitter,
          { name: cotangent, rank: 4, transposed: false },
          { name: emitter.emit('Reshape', [shifted, flat]), rank: 4, transposed: true },
        ),
      );
    }
  }
  const shape = emitter.ints([groups * perOut, perIn, ...kernel]);
  if (products.length === 1) {
    return emitter.emit('Reshape', [sumOverBatch(emitter, products[0] as string, n), shape]);
  }
  const column = emitter.ints([n, groups * perOut, perIn, 1]);
  const stacked = emitter.emit(
    'Concat',
    products.map((product) => emitter.emit('Reshape', [product, column])),
    { axis: 3 },
  );
  return emitter.emit('Reshape', [sumOverBatch(emitter, stacked, n), shape]);
}

const sumOverBatch = (emitter: Emitter, name: string, n: number): string =>
  n === 1 ? name : emitter.emit('ReduceSum', [name, emitter.ints([0])], { keepdims: 0 });

/** Adds (or, where negative, cuts) rows and columns: top, left, bottom, right. */
const padSpace = (emitter: Emitter, name: string, [top, left, bottom, right]: readonly number[]): string =>
  [top, left, bottom, right].every((amount) => amount === 0)
    ? name
    : emitter.emit('Pad', [name, emitter.ints([0, 0, top, left, 0, 0, bottom, right] as number[])]);
