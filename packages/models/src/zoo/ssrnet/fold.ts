import {
  concat,
  conv2d,
  type Dim,
  depthToSpace,
  matMul,
  multiplyDims,
  reshape,
  split,
  transpose,
  type Value,
} from '@celltally/engine';

/** Layers without a view of neighbours. They may run before the pixels of a fold are put in their places. */
export type Pointwise = (y: Value) => Value;

/**
 * Up to this scale the two kernels of a fold are multiplied: fewer multiply-accumulates a pixel (`scale²` to
 * `scale² + scale`, in units of `out²`) and one movement of data less. `scale/2` times as many weights have to be
 * read, which at large scales and small pictures takes longer than what is saved (`bench/fold.mjs`).
 */
const COMPOSED_UP_TO = 8;

export interface FoldKernels {
  /** `[out·scale, in, 1, 1]`: the rows that each pixel becomes. */
  readonly rows: Value;
  /** `[out·scale, out, 1, 1]`: the columns that each pixel of those becomes. */
  readonly columns: Value;
}

/**
 * SSRNet's factorised fold, `[N, in, H, W]` to `[N, out, H·scale, W·scale]`: a 1x1 convolution makes `scale` rows of
 * each pixel, another one `scale` columns of each of those: `y[:, h·r+i, w·r+j] = columns_j · rows_i · x[:, h, w]`.
 *
 * Every offset of the columns has a convolution of its own, and `after` follows it at once, so that the large picture
 * of `out` channels never exists: what one convolution leaves is still in the cache for the next.
 */
export function factorisedFold(
  x: Value,
  kernels: FoldKernels,
  scale: number,
  after: Pointwise = (y) => y,
): Value {
  const columns = offsets(kernels.columns, scale);
  if (scale <= COMPOSED_UP_TO) {
    const kernelsOf = offsets(kernels.rows, scale).flatMap((row) =>
      columns.map((each) => product(each, row)),
    );
    return depthToSpace(
      concat(
        kernelsOf.map((kernel) => after(conv2d(x, kernel))),
        1,
      ),
      scale,
      'DCR',
    );
  }
  const tall = unfold(conv2d(x, kernels.rows), scale, 2);
  return unfold(
    concat(
      columns.map((kernel) => after(conv2d(tall, kernel))),
      1,
    ),
    scale,
    3,
  );
}

/** The kernels of each offset, `[out, in, 1, 1]`. */
const offsets = (kernels: Value, scale: number): readonly Value[] =>
  split(kernels, 0, new Array<number>(scale).fill((kernels.shape[0] as number) / scale));

/** The kernel of two 1x1 convolutions in a row. */
function product(second: Value, first: Value): Value {
  const matrix = (kernel: Value): Value => reshape(kernel, kernel.shape.slice(0, 2));
  const { shape } = first;
  return reshape(matMul(matrix(second), matrix(first)), [
    second.shape[0] as number,
    shape[1] as number,
    1,
    1,
  ]);
}

/** Block i of the channels becomes sample i of every group of `scale` along the axis. */
function unfold(x: Value, scale: number, axis: 2 | 3): Value {
  const [n, c, h, w] = x.shape as readonly [Dim, number, Dim, Dim];
  const channels = c / scale;
  const blocks = reshape(x, [n, scale, channels, h, w]);
  return axis === 2
    ? reshape(transpose(blocks, [0, 2, 3, 1, 4]), [n, channels, multiplyDims(h, scale), w])
    : reshape(transpose(blocks, [0, 2, 3, 4, 1]), [n, channels, h, multiplyDims(w, scale)]);
}
