import { ShapeError } from './errors.js';

/**
 * A size that is known only when the program runs: a polynomial in named units, for example `16·height` for
 * "the height, a multiple of 16". Keys are unit names joined by `*` in sorted order; `''` is the constant term.
 */
export interface SymbolicDim {
  readonly terms: Readonly<Record<string, number>>;
}

/** One size of a shape. */
export type Dim = number | SymbolicDim;
export type Shape = readonly Dim[];

const CONSTANT = '';

const termsOf = (dim: Dim): Readonly<Record<string, number>> =>
  typeof dim === 'number' ? { [CONSTANT]: dim } : dim.terms;

/** Drops zero terms; a polynomial without units is a plain number. */
function normalise(terms: Record<string, number>): Dim {
  const kept = Object.entries(terms).filter(([, factor]) => factor !== 0);
  if (kept.every(([key]) => key === CONSTANT)) return kept[0]?.[1] ?? 0;
  return { terms: Object.fromEntries(kept.sort(([a], [b]) => (a < b ? -1 : 1))) };
}

/**
 * A symbolic size that is a multiple of `step`: `step` times the unit `name`.
 * @throws ShapeError for a name that is no word, or a step that is no positive integer
 */
export function symbol(name: string, step = 1): SymbolicDim {
  if (!/^[A-Za-z_]\w*$/.test(name)) {
    throw new ShapeError('symbol', `name must be a word of letters, digits and _, received '${name}'`);
  }
  if (!Number.isInteger(step) || step < 1) {
    throw new ShapeError('symbol', `step must be a positive integer, received ${step}`);
  }
  return { terms: { [name]: step } };
}

export function addDims(a: Dim, b: Dim): Dim {
  if (typeof a === 'number' && typeof b === 'number') return a + b;
  const sum: Record<string, number> = { ...termsOf(a) };
  for (const [key, factor] of Object.entries(termsOf(b))) sum[key] = (sum[key] ?? 0) + factor;
  return normalise(sum);
}

export function multiplyDims(a: Dim, b: Dim): Dim {
  if (typeof a === 'number' && typeof b === 'number') return a * b;
  const product: Record<string, number> = {};
  for (const [x, fx] of Object.entries(termsOf(a))) {
    for (const [y, fy] of Object.entries(termsOf(b))) {
      const key = [...x.split('*'), ...y.split('*')]
        .filter((unit) => unit !== CONSTANT)
        .sort()
        .join('*');
      product[key] = (product[key] ?? 0) + fx * fy;
    }
  }
  return normalise(product);
}

/** `floor(a / divisor)`; a symbolic size must have all its unit factors divisible, so that the floor is exact. */
export function floorDivideDim(a: Dim, divisor: number, op: string): Dim {
  if (typeof a === 'number') return Math.floor(a / divisor);
  const result: Record<string, number> = {};
  for (const [key, factor] of Object.entries(a.terms)) {
    if (key !== CONSTANT && factor % divisor !== 0) {
      throw new ShapeError(
        op,
        `a free size ${formatDim(a)} cannot be divided by ${divisor}: declare it a multiple of ${divisor}`,
      );
    }
    result[key] = Math.floor(factor / divisor);
  }
  return normalise(result);
}

export function sameDim(a: Dim, b: Dim): boolean {
  if (typeof a === 'number' || typeof b === 'number') return a === b;
  return formatDim(a) === formatDim(b);
}

export const sameShape = (a: Shape, b: Shape): boolean =>
  a.length === b.length && a.every((dim, axis) => sameDim(dim, b[axis] as Dim));

export const productOfDims = (dims: Shape): Dim => dims.reduce<Dim>(multiplyDims, 1);

/** `16·height`, `height·width + 1`, `7`. */
export function formatDim(dim: Dim): string {
  if (typeof dim === 'number') return String(dim);
  const { [CONSTANT]: constant = 0, ...units } = dim.terms;
  return [...Object.entries(units), ...(constant === 0 ? [] : [[CONSTANT, constant] as const])]
    .map(([key, factor]) => {
      if (key === CONSTANT) return String(factor);
      const units = key.replaceAll('*', '·');
      return factor === 1 ? units : `${factor}·${units}`;
    })
    .join(' + ');
}

export const formatShape = (shape: Shape): string => `[${shape.map(formatDim).join(', ')}]`;

/** The shape as numbers; throws where a size is free. */
export function staticShape(shape: Shape, op: string): number[] {
  return shape.map((dim) => {
    if (typeof dim !== 'number')
      throw new ShapeError(op, `needs known sizes, received ${formatShape(shape)}`);
    return dim;
  });
}

/** Axis in `[0, rank)`; negative axes count from the end. */
export function normaliseAxis(axis: number, rank: number, op: string): number {
  const positive = axis < 0 ? axis + rank : axis;
  if (!Number.isInteger(axis) || positive < 0 || positive >= rank) {
    throw new ShapeError(op, `axis ${axis} is not an axis of a tensor of rank ${rank}`);
  }
  return positive;
}

/** NumPy's rule: align at the right; sizes are equal, or one of them is 1. */
export function broadcastShapes(a: Shape, b: Shape, op: string): Dim[] {
  const rank = Math.max(a.length, b.length);
  return Array.from({ length: rank }, (_, i) => {
    const x = a[a.length - rank + i] ?? 1;
    const y = b[b.length - rank + i] ?? 1;
    if (x === 1) return y;
    if (y === 1 || sameDim(x, y)) return x;
    throw new ShapeError(op, `shapes ${formatShape(a)} and ${formatShape(b)} do not broadcast`);
  });
}
