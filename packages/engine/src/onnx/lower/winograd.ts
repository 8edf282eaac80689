import type { ConvolutionAttributes } from '../../ops/attributes.js';
import type { Shape } from '../../shape.js';
import { floats, type Tensor } from '../../tensor.js';
import type { Emitter } from '../emitter.js';
import { CONTRIB } from './lowering.js';

/**
 * The sizes of a convolution for which this form is the faster one of forward pass and both gradients, else undefined.
 * A transform along an axis of length L costs L multiplications a value, at half the speed of a large product. That
 * predicts, and measured was (two cores, all three passes, this form / direct):
 *
 * |                  | predicted | measured |
 * |------------------|----------:|---------:|
 * | 512 to 512, 32²  |      0.53 |     0.58 |
 * | 1024 to 1024,16² |      0.47 |     0.49 |
 * | 512 to 256, 64²  |      0.67 |     0.65 |
 * | 256 to 256, 64²  |      0.78 |     0.80 |
 * | 128 to 256, 64²  |      1.00 |     0.94 |
 * | 128 to 128, 64²  |      1.11 |     1.07 |
 *
 * For training graphs on the processor alone: exported models have constant kernels, which ONNX Runtime lays out for
 * its direct convolution when it loads them.
 */
export function winogradSizes(
  emitter: Emitter,
  { kernel, strides, pads, dilations, groups }: ConvolutionAttributes,
  [n, channels, height, width]: Shape,
  out: number,
): Same3x3 | undefined {
  const same =
    groups === 1 &&
    [...strides, ...dilations, ...pads].every((each) => each === 1) &&
    kernel.every((taps) => taps === 3);
  if (!same || emitter.standard || emitter.device === 'webgpu') return undefined;
  if (
    typeof n !== 'number' ||
    typeof channels !== 'number' ||
    typeof height !== 'number' ||
    typeof width !== 'number' ||
    height % 2 !== 0 ||
    width % 2 !== 0
  ) {
    return undefined;
  }
  // Per pixel and pass: 9 products of channels directly, 4 here; one picture and, twice, one cotangent transformed.
  const direct = 3 * 9 * channels * out;
  const minimal = 3 * 4 * channels * out + 2 * (channels + 2 * out) * (2 * width + 4 * height);
  return minimal < 0.85 * direct ? { n, channels, out, height, width } : undefined;
}

/** Sizes of a 3x3 convolution of stride 1 that keeps the picture's size. */
export interface Same3x3 {
  readonly n: number;
  readonly channels: number;
  readonly out: number;
  readonly height: number;
  readonly width: number;
}

/**
 * Winograd's minimal filtering F(2x2, 3x3) (Lavin and Gray, "Fast Algorithms for Convolutional Neural Networks", 2016):
 * 16 products of channels for every 2x2 pixels instead of 36. A transform along one axis is a product with a small dense
 * matrix, padding included, which the processor's matrix product does faster than any strided copy.
 */
const INPUT = [
  [1, 0, -1, 0],
  [0, 1, 1, 0],
  [0, -1, 1, 0],
  [0, 1, 0, -1],
];
const KERNEL = [
  [1, 0, 0],
  [0.5, 0.5, 0.5],
  [0.5, -0.5, 0.5],
  [0, 0, 1],
];
const OUTPUT = [
  [1, 1, 1, 0],
  [0, 1, -1, -1],
];

/** The matrix of both axes at once, `[16, 9]` or `[4, 16]`. */
function bothAxes(rows: readonly (readonly number[])[]): Tensor<'float32'> {
  const [height, width] = [rows.length, (rows[0] as readonly number[]).length];
  const values = rows.flatMap((first) =>
    rows.flatMap((second) => first.flatMap((u) => second.map((v) => u * v))),
  );
  return floats([height ** 2, width ** 2], values);
}

const constantOf = (emitter: Emitter, rows: readonly (readonly number[])[]): string =>
  emitter.shared(`winograd ${JSON.stringify(rows)}`, () => emitter.constant(bothAxes(rows)));

/** Turning a kernel by half exchanges its first and its last row in the transformed domain. */
const TURNED = [3, 1, 2, 0];
const rowsTurned = (rows: readonly (readonly number[])[]) =>
  TURNED.map((row) => rows[row] as readonly number[]);
const columnsTurned = (rows: readonly (readonly number[])[]) =>
  rows.map((row) => TURNED.map((column) => row[column] as number));

/** A constant `[4, tiles, length]`: row t of matrix a takes `weights[a][i]` of sample `2t + i − before`. */
function tileMatrix(
  emitter: Emitter,
  weights: readonly (readonly number[])[],
  length: number,
  before: number,
): string {
  const tiles = length / 2;
  return emitter.shared(`winograd tiles ${length} ${before} ${JSON.stringify(weights)}`, () => {
    const data = new Float32Array(4 * tiles * length);
    weights.forEach((row, a) => {
      for (let t = 0; t < tiles; t++) {
        row.forEach((weight, i) => {
          const at = 2 * t + i - before;
          if (at >= 0 && at < length) data[(a * tiles + t) * length + at] = weight;
        });
      }
    });
    return emitter.constant(floats([4, tiles, length], data));
  });
}

const transposed = (rows: readonly (readonly number[])[]): number[][] =>
  (rows[0] as readonly number[]).map((_, column) => rows.map((row) => row[column] as number));

/** `[N, C, H, W]` to `[16, C, N·tiles]`, by one matrix along the rows and one along the columns. */
function transform(
  emitter: Emitter,
  x: string,
  { n, channels, height, width }: Omit<Same3x3, 'out'>,
  weights: readonly (readonly number[])[],
  before: number,
): string {
  const [rows, columns] = [height / 2, width / 2];
  const swapped = n === 1 ? x : emitter.emit('Transpose', [x], { perm: [1, 0, 2, 3] });
  const lines = emitter.emit('Reshape', [swapped, emitter.ints([1, channels * n * height, width])]);
  const across = emitter.emit(
    'FusedMatMul',
    [lines, tileMatrix(emitter, weights, width, before)],
    { transB: 1 },
    CONTRIB,
  );
  const pictures = emitter.emit('Reshape', [across, emitter.ints([1, 4 * channels * n, height, columns])]);
  const left = emitter.emit('Unsqueeze', [tileMatrix(emitter, weights, height, before), emitter.ints([1])]);
  const down = emitter.emit('MatMul', [left, pictures]);
  return emitter.emit('Reshape', [down, emitter.ints([16, channels, n * rows * columns])]);
}

/** What the input transform gives, `[16, C, N·tiles]`. */
export const transformInput = (emitter: Emitter, x: string, sizes: Omit<Same3x3, 'out'>): string =>
  emitter.shared(`winograd input ${x}`, () => transform(emitter, x, sizes, INPUT, 1));

/** The transpose of the output transform, for the kernel's gradient: `[N, M, H, W]` to `[16, M, N·tiles]`. */
export const transformCotangent = (emitter: Emitter, dy: string, sizes: Omit<Same3x3, 'out'>): string =>
  transform(emitter, dy, sizes, transposed(OUTPUT), 0);

/** `[M, C, 3, 3]` to `[16, M, C]`. */
function transformKernel(emitter: Emitter, w: string, m: number, c: number): string {
  return emitter.shared(`winograd kernel ${w}`, () => {
    const flat = emitter.emit('Reshape', [w, emitter.ints([m * c, 9])]);
    const product = emitter.emit('Gemm', [constantOf(emitter, KERNEL), flat], { transB: 1 });
    return emitter.emit('Reshape', [product, emitter.ints([16, m, c])]);
  });
}

/** `[16, M, N·tiles]` to `[N, M, H, W]`. */
function transformOutput(
  emitter: Emitter,
  product: string,
  { n, out, height, width }: Same3x3,
  weights = OUTPUT,
): string {
  const tiles = (n * height * width) / 4;
  const flat = emitter.emit('Reshape', [product, emitter.ints([16, out * tiles])]);
  const four = emitter.emit('MatMul', [constantOf(emitter, weights), flat]);
  const apart = emitter.emit('Reshape', [four, emitter.ints([2, 2, out, n, height / 2, width / 2])]);
  const woven = emitter.emit('Transpose', [apart], { perm: [3, 2, 4, 0, 5, 1] });
  return emitter.emit('Reshape', [woven, emitter.ints([n, out, height, width])]);
}

/** The convolution itself. */
export function winogradConv(emitter: Emitter, x: string, w: string, sizes: Same3x3): string {
  const v = transformInput(emitter, x, sizes);
  const u = transformKernel(emitter, w, sizes.out, sizes.channels);
  return transformOutput(emitter, emitter.emit('MatMul', [u, v]), sizes);
}

/** Its gradient with respect to the input: the convolution of the cotangent with the turned kernel, `sizes` of the former. */
export function winogradInputGradient(emitter: Emitter, dy: string, w: string, sizes: Same3x3): string {
  const { out, channels } = sizes;
  const back = { ...sizes, channels: out, out: channels };
  const v = transform(emitter, dy, back, rowsTurned(INPUT), 1);
  const u = transformKernel(emitter, w, out, channels);
  const product = emitter.emit('FusedMatMul', [u, v], { transA: 1, transB: 0 }, CONTRIB);
  return transformOutput(emitter, product, back, columnsTurned(OUTPUT));
}

/** Its gradient with respect to the kernel, `[M, C, 3, 3]`. */
export function winogradKernelGradient(emitter: Emitter, x: string, dy: string, sizes: Same3x3): string {
  const { out, channels } = sizes;
  const v = transformInput(emitter, x, sizes);
  const p = transformCotangent(emitter, dy, { ...sizes, channels: out });
  const du = emitter.emit('FusedMatMul', [p, v], { transA: 0, transB: 1 }, CONTRIB);
  const flat = emitter.emit('Reshape', [du, emitter.ints([16, out * channels])]);
  const dw = emitter.emit('Gemm', [flat, constantOf(emitter, KERNEL)], { transA: 1 });
  return emitter.emit('Reshape', [dw, emitter.ints([out, channels, 3, 3])]);
}
