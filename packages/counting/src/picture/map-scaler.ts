import { type Region, resizePart, resizeSource } from '@celltally/imaging';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Rows of a map, `[rows, width]`, the first of which is row `top`. */
export interface MapRows {
  readonly top: number;
  readonly values: Float32Array;
}

/** Brings a map that comes in bands of rows to another size, in memory for a band. */
export interface MapScaler {
  /** Takes the next rows. Gives those of the other size that are complete by them; undefined where none are. */
  add(rows: Float32Array): MapRows | undefined;
}

/**
 * What stays the same when a map changes its size: the `sum` of a density over any part, each value being shared out by
 * area, or the `values` of a mask, averaged or interpolated as `resize` does.
 */
export type Conserved = 'sum' | 'values';

/** Rows `top` to `bottom` of a map, of which those that they are made of are at hand. */
type ScaleRows = (held: HeldRows, top: number, bottom: number) => Float32Array;

/** Rows of the map as it comes, the first of which is row `above`. */
interface HeldRows {
  readonly above: number;
  readonly data: Float32Array;
}

export function createMapScaler(from: Size, to: Size, conserved: Conserved): MapScaler {
  if (from.width === to.width && from.height === to.height) return unscaled(from.width);
  const { sourceOf, scale } = conserved === 'sum' ? sharing(from, to) : resizing(from, to);
  let data: Float32Array = new Float32Array(0);
  let above = 0;
  let top = 0;
  return {
    add: (rows) => {
      data = joined(data, rows);
      const end = above + data.length / from.width;
      let bottom = top;
      while (bottom < to.height && sourceOf(bottom).end <= end) bottom++;
      if (bottom === top) return undefined;
      const complete = { top, values: scale({ above, data }, top, bottom) };
      const needed = bottom < to.height ? sourceOf(bottom).first : end;
      data = data.slice((needed - above) * from.width);
      [above, top] = [needed, bottom];
      return complete;
    },
  };
}

function unscaled(width: number): MapScaler {
  let top = 0;
  return {
    add: (values) => {
      const complete = { top, values };
      top += values.length / width;
      return complete;
    },
  };
}

/** How rows are made, and which rows of the map a row is made of. */
interface Scaling {
  readonly sourceOf: (row: number) => { readonly first: number; readonly end: number };
  readonly scale: ScaleRows;
}

function resizing(from: Size, to: Size): Scaling {
  const rowsOf = (top: number, bottom: number): Region => ({
    x: 0,
    y: top,
    width: to.width,
    height: bottom - top,
  });
  return {
    sourceOf: (row) => {
      const { y, height } = resizeSource(from, to, rowsOf(row, row + 1));
      return { first: y, end: y + height };
    },
    scale: ({ above, data }, top, bottom) => {
      const height = data.length / from.width;
      const image = { width: from.width, height, channels: 1, colour: 'grey', bitDepth: 32, data } as const;
      return resizePart({ image, x: 0, y: above, ...from }, to, rowsOf(top, bottom)).data as Float32Array;
    },
  };
}

/** Every value is shared out among the pixels that it covers, so that no part of it is lost or counted twice. */
function sharing(from: Size, to: Size): Scaling {
  const across = Array.from({ length: to.width }, (_, x) => sharesOf(x, from.width, to.width));
  return {
    sourceOf: (row) => {
      const { first, weights } = sharesOf(row, from.height, to.height);
      return { first, end: first + weights.length };
    },
    scale: ({ above, data }, top, bottom) => {
      const values = new Float32Array((bottom - top) * to.width);
      const sums = new Float64Array(from.width);
      for (let y = top; y < bottom; y++) {
        sums.fill(0);
        const { first, weights } = sharesOf(y, from.height, to.height);
        weights.forEach((weight, i) => {
          const start = (first - above + i) * from.width;
          for (let x = 0; x < sums.length; x++) sums[x]! += weight * data[start + x]!;
        });
        across.forEach((shares, x) => {
          let sum = 0;
          for (let i = 0; i < shares.weights.length; i++) sum += shares.weights[i]! * sums[shares.first + i]!;
          values[(y - top) * to.width + x] = sum;
        });
      }
      return values;
    },
  };
}

/** The pixels along an axis of `from` that pixel `i` of `to` covers, and how much of each. */
function sharesOf(i: number, from: number, to: number): { first: number; weights: readonly number[] } {
  // Borders are computed alike for both neighbours, so that the shares of a pixel sum to 1.
  const border = (place: number): number => (place === to ? from : (place * from) / to);
  const [start, end] = [border(i), border(i + 1)];
  const first = Math.min(from - 1, Math.floor(start));
  const last = Math.ceil(end);
  const weights = Array.from(
    { length: last - first },
    (_, k) => Math.min(end, first + k + 1) - Math.max(start, first + k),
  );
  return { first, weights };
}

function joined(a: Float32Array, b: Float32Array): Float32Array {
  if (a.length === 0) return b;
  const both = new Float32Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
