import { ImagingError } from '../errors.js';
import { maxFilter } from './max-filter.js';
import type { Peak, PeakOptions } from './peaks.js';
import { createRowComponents } from './row-components.js';

/** The defaults are those of Lite-UNet's released evaluation. */
const DEFAULTS: Required<PeakOptions> = {
  window: 3,
  relativeThreshold: 100 / 255,
  absoluteThreshold: 0,
  emptyBelow: 0.1,
  subPixel: false,
};

/** Pixels that are looked at together: the temporaries of a large map stay small, a small map is looked at at once. */
const PIXELS = 2 ** 20;

/** Finds the peaks of a map that comes in bands of rows: exactly those of findPeaks, in memory for a band. */
export interface PeakFinder {
  /** Takes the next rows, `[rows, width]`, from the top of the map to its bottom; they may be reused afterwards. */
  add(rows: Float32Array): void;
  /** The peaks, when all rows have come. */
  finish(): Peak[];
}

/**
 * Whether a pixel is a peak shows within half a window around it, so that many rows of a band are kept for the next one.
 * The relative threshold depends on the maximum of the whole map: what passes with the maximum so far is a candidate, and
 * the threshold is applied again at the end.
 *
 * @param width of the map, pixels
 * @throws ImagingError where the window is no odd number of pixels
 */
export function createPeakFinder(width: number, options: PeakOptions = {}): PeakFinder {
  const { window, relativeThreshold, absoluteThreshold, emptyBelow, subPixel } = { ...DEFAULTS, ...options };
  if (!Number.isInteger(window) || window < 1 || window % 2 === 0) {
    throw new ImagingError(`window must be an odd number of pixels, but is ${window}.`);
  }
  // One row more than the window reaches, to see whether equal neighbours in the next row are maxima.
  const lag = (window + 1) / 2;
  const step = width * Math.max(4 * lag, Math.ceil(PIXELS / width));
  const plateaus = createRowComponents(width, 8);
  const candidates = createCandidates();
  let most = -Infinity;
  let held: Float32Array = new Float32Array(0);
  /** Rows of the map above those held, and above the first one that is not decided. */
  let above = 0;
  let decided = 0;

  const threshold = (): number => Math.max(relativeThreshold * most, absoluteThreshold, Number.MIN_VALUE);

  /** Decides the rows of which enough is there. */
  const decide = (rows: Float32Array, ended: boolean): void => {
    const end = above + rows.length / width - (ended ? 0 : lag);
    if (end > decided && most >= threshold()) {
      const block = { width, data: rows, largest: largestAround(rows, width, window) };
      visitMaxima(block, decided - above, end - above, threshold(), (x, row, kind) => {
        const y = above + row;
        const value = rows[row * width + x]!;
        if (kind !== 'lone') return plateaus.add(x, y, value, 0, kind === 'shoulder');
        const [dx, dy] = subPixel ? offCentre(block, x, row) : [0, 0];
        candidates.add({ x: x + 0.5 + dx, y: y + 0.5 + dy, value }, y * width + x);
      });
    }
    decided = Math.max(decided, end);
    for (const { x, y, area, key, first, spoilt } of plateaus.closedBefore(ended ? Infinity : decided)) {
      if (!spoilt) candidates.add({ x: x / area, y: y / area, value: key }, first);
    }
  };

  return {
    add: (rows) => {
      for (let from = 0; from < rows.length; from += step) {
        const part = rows.subarray(from, from + step);
        for (let i = 0; i < part.length; i++) if (part[i]! > most) most = part[i]!;
        const all = held.length === 0 ? part : joined(held, part);
        decide(all, false);
        const needed = Math.max(above, decided - lag);
        held = all.slice((needed - above) * width);
        above = needed;
      }
    },
    finish: () => {
      decide(held, true);
      return most > 0 && !(most < emptyBelow) ? candidates.reaching(threshold()) : [];
    },
  };
}

/** Rows of a map, with the largest value of the window around each pixel. */
interface Block {
  readonly width: number;
  readonly data: Float32Array;
  readonly largest: Float32Array;
}

function largestAround(rows: Float32Array, width: number, window: number): Float32Array {
  return maxFilter({ width, height: rows.length / width, data: rows }, window).data;
}

/**
 * Visits the pixels of the rows `from` to `to` that are the largest of their window. A lone one has no equal that touches
 * it; one that touches an equal of which there is a larger one is on a shoulder.
 */
function visitMaxima(
  { width, data, largest }: Block,
  from: number,
  to: number,
  least: number,
  visit: (x: number, row: number, kind: 'lone' | 'plateau' | 'shoulder') => void,
): void {
  const bottom = data.length / width - 1;
  for (let row = from, i = from * width; row < to; row++) {
    for (let x = 0; x < width; x++, i++) {
      const value = data[i]!;
      if (!(value >= least) || value !== largest[i]) continue;
      let kind: 'lone' | 'plateau' | 'shoulder' = 'lone';
      for (let v = Math.max(0, row - 1); v <= Math.min(bottom, row + 1); v++) {
        for (let u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u++) {
          const neighbour = v * width + u;
          if (neighbour === i || data[neighbour] !== value) continue;
          if (largest[neighbour] !== value) kind = 'shoulder';
          else if (kind === 'lone') kind = 'plateau';
        }
      }
      visit(x, row, kind);
    }
  }
}

/** How far a peak stands from its pixel's centre; none at the rim of the map. */
function offCentre({ width, data }: Block, x: number, row: number): readonly [number, number] {
  const i = row * width + x;
  const inX = x > 0 && x < width - 1;
  const inY = row > 0 && (row + 1) * width < data.length;
  return [
    inX ? vertex(data[i - 1]!, data[i]!, data[i + 1]!) : 0,
    inY ? vertex(data[i - width]!, data[i]!, data[i + width]!) : 0,
  ];
}

/** Where the parabola through (-1, before), (0, top), (1, after) is highest: within half a pixel, as top is largest. */
function vertex(before: number, top: number, after: number): number {
  const curvature = before - 2 * top + after;
  return curvature < 0 ? (before - after) / (2 * curvature) : 0;
}

/** Peaks in plain columns, a third of what as many objects take, with the place of their first pixels. */
function createCandidates() {
  const columns = { x: [] as number[], y: [] as number[], value: [] as number[], first: [] as number[] };
  let inOrder = true;
  return {
    add: ({ x, y, value }: Peak, first: number): void => {
      inOrder &&= first > (columns.first.at(-1) ?? -1);
      columns.x.push(x);
      columns.y.push(y);
      columns.value.push(value);
      columns.first.push(first);
    },
    /** The peaks of at least this value in raster order. */
    reaching: (threshold: number): Peak[] => {
      const { x, y, value, first } = columns;
      const order = first.map((_, i) => i).filter((i) => value[i]! >= threshold);
      if (!inOrder) order.sort((a, b) => first[a]! - first[b]!);
      return order.map((i) => ({ x: x[i]!, y: y[i]!, value: value[i]! }));
    },
  };
}

function joined(first: Float32Array, second: Float32Array): Float32Array {
  const all = new Float32Array(first.length + second.length);
  all.set(first);
  all.set(second, first.length);
  return all;
}
