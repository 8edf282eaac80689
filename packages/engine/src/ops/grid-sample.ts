import { ShapeError } from '../errors.js';
import { applyOne, type OpDefinition, type Value } from '../graph/value.js';
import { type Dim, formatDim, formatShape, sameDim, staticShape } from '../shape.js';
import { abs, cast, clip, floor } from './activation.js';
import { add, greater, mul, sub, where } from './arithmetic.js';
import { gatherElements, scatterAddElements } from './gather.js';
import { concat } from './join.js';
import { expand, reshape } from './layout.js';
import { requireRank } from './operand.js';
import { slice } from './part.js';
import { sum } from './reduce.js';

/** Inputs: x `[N, C, H, W]`, grid `[N, H', W', 2]` of (x, y) in [-1, 1]. */
export const gridSampleOp: OpDefinition<'gridSample'> = {
  name: 'gridSample',
  infer: ([x, grid]) => {
    requireRank('gridSample', 'x', x as Value, 4);
    const [n, c] = (x as Value).shape as readonly [Dim, Dim, Dim, Dim];
    const { shape } = grid as Value;
    if (shape.length !== 4 || shape[3] !== 2 || !sameDim(shape[0] as Dim, n)) {
      throw new ShapeError(
        'gridSample',
        `grid must be [${formatDim(n)}, H, W, 2] for x ${formatShape((x as Value).shape)}, received ${formatShape(shape)}`,
      );
    }
    return [{ dtype: 'float32', shape: [n, c, shape[1] as Dim, shape[2] as Dim] }];
  },
  gradient: (node, [dy]) => {
    const [x, grid] = node.inputs as readonly [Value, Value];
    return gridSampleGradient(x, grid, dy as Value, node.attributes);
  },
};

/** One axis of the sampling positions, in pixels, with what its gradient needs. */
interface Axis {
  readonly low: Value;
  readonly fraction: Value;
  /** d position / d grid: the scale, zero where the border clamp holds the position. */
  readonly slope: Value;
  readonly size: number;
}

function sampleAxis(position: Value, size: number, padding: 'zeros' | 'border', alignCorners: boolean): Axis {
  const scale = alignCorners ? (size - 1) / 2 : size / 2;
  const shift = (size - 1) / 2;
  const exact = add(mul(position, scale), shift);
  const at = padding === 'border' ? clip(exact, 0, size - 1) : exact;
  const low = floor(at);
  const inside = mul(cast(greater(exact, 0), 'float32'), cast(greater(size - 1, exact), 'float32'));
  const slope = padding === 'border' ? mul(inside, scale) : add(mul(inside, 0), scale);
  return { low, fraction: sub(at, low), slope, size };
}

/**
 * Each sample is a weighted sum of four pixels. Their cotangents are scattered back to x; the position's cotangent is
 * the difference of the pixels across each axis.
 */
function gridSampleGradient(
  x: Value,
  grid: Value,
  dy: Value,
  { padding, alignCorners }: { padding: 'zeros' | 'border'; alignCorners: boolean },
): readonly [Value, Value] {
  const [n, c, height, width] = staticShape(x.shape, 'gridSample') as [number, number, number, number];
  const [, rows, columns] = staticShape(grid.shape, 'gridSample') as [number, number, number];
  const samples = rows * columns;
  const part = (index: number): Value =>
    reshape(slice(grid, { axes: [3], starts: [index], ends: [index + 1] }), [n, 1, samples]);
  const horizontal = sampleAxis(part(0), width, padding, alignCorners);
  const vertical = sampleAxis(part(1), height, padding, alignCorners);
  const pixels = reshape(x, [n, c, height * width]);
  const cotangent = reshape(dy, [n, c, samples]);

  let dPixels: Value | undefined;
  let dHorizontal: Value | undefined;
  let dVertical: Value | undefined;
  const accumulate = (total: Value | undefined, value: Value): Value => (total ? add(total, value) : value);
  for (const [down, right] of [
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
  ] as const) {
    const row = add(vertical.low, down);
    const column = add(horizontal.low, right);
    const safeRow = clip(row, 0, height - 1);
    const safeColumn = clip(column, 0, width - 1);
    const valid = where(greater(add(abs(sub(row, safeRow)), abs(sub(column, safeColumn))), 0), 0, 1);
    const index = expand(cast(add(mul(safeRow, width), safeColumn), 'int64'), [n, c, samples]);
    const weightDown = down ? vertical.fraction : sub(1, vertical.fraction);
    const weightRight = right ? horizontal.fraction : sub(1, horizontal.fraction);
    const weight = mul(mul(weightDown, weightRight), valid);
    dPixels = accumulate(dPixels, scatterAddElements(mul(cotangent, weight), index, 2, height * width));
    const along = mul(
      sum(mul(cotangent, gatherElements(pixels, index, 2)), { axes: [1], keepDims: true }),
      valid,
    );
    dHorizontal = accumulate(dHorizontal, mul(along, right ? weightDown : sub(0, weightDown)));
    dVertical = accumulate(dVertical, mul(along, down ? weightRight : sub(0, weightRight)));
  }
  const back = (value: Value, axis: Axis): Value => reshape(mul(value, axis.slope), [n, rows, columns, 1]);
  return [
    reshape(dPixels as Value, x.shape),
    concat([back(dHorizontal as Value, horizontal), back(dVertical as Value, vertical)], 3),
  ];
}

/**
 * Bilinear samples of x `[N, C, H, W]` at grid `[N, H', W', 2]`: (x, y) in [-1, 1], where the ends are pixel edges, or
 * pixel centres with `alignCorners`. Outside, `zeros` or the nearest border pixel.
 */
export const gridSample = (
  x: Value,
  grid: Value,
  options: { readonly padding?: 'zeros' | 'border'; readonly alignCorners?: boolean } = {},
): Value =>
  applyOne(gridSampleOp, [x, grid], {
    padding: options.padding ?? 'zeros',
    alignCorners: options.alignCorners ?? false,
  });
