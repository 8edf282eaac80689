import type { Runs } from './part-object.js';

/** Pixels of objects that are not finished yet: what is in memory grows with what is open. */
export interface RunGatherer {
  /** Adds the pixels from `start` to before `end` of row `y`. Runs come in raster order and do not touch in a row. */
  add(y: number, start: number, end: number): void;
  /** Gives away the runs of the object whose first pixel in raster order is `first`, `y * width + x`, in raster order. */
  take(first: number): Runs;
}

/** Runs that hang together, or that have become part of others. */
interface Gathering {
  into: Gathering | undefined;
  first: number;
  runs: number[];
}

interface Run {
  readonly start: number;
  readonly end: number;
  readonly of: Gathering;
}

/** Gathers runs that are joined by edges. */
export function createRunGatherer(width: number): RunGatherer {
  const open = new Map<number, Gathering>();
  let above: Run[] = [];
  let current: Run[] = [];
  let row = -1;
  return {
    add: (y, start, end) => {
      if (y !== row) {
        above = y === row + 1 ? current : [];
        current = [];
        row = y;
      }
      let own: Gathering = { into: undefined, first: y * width + start, runs: [y, start, end] };
      open.set(own.first, own);
      for (const other of above) {
        if (other.end <= start || other.start >= end) continue;
        const root = rootOf(other.of);
        if (root === own) continue;
        open.delete(Math.max(root.first, own.first));
        own = join(root, own);
        open.set(own.first, own);
      }
      current.push({ start, end, of: own });
    },
    take: (first) => {
      const { runs } = open.get(first) as Gathering;
      open.delete(first);
      return inRasterOrder(runs);
    },
  };
}

/** The longer list takes the shorter one. */
function join(a: Gathering, b: Gathering): Gathering {
  const [into, from] = a.runs.length >= b.runs.length ? [a, b] : [b, a];
  for (const value of from.runs) into.runs.push(value);
  into.first = Math.min(a.first, b.first);
  from.into = into;
  from.runs = [];
  return into;
}

function rootOf(gathering: Gathering): Gathering {
  let root = gathering;
  while (root.into !== undefined) root = root.into;
  return root;
}

function inRasterOrder(runs: readonly number[]): Runs {
  const starts = Array.from({ length: runs.length / 3 }, (_, i) => 3 * i);
  starts.sort((a, b) => runs[a]! - runs[b]! || runs[a + 1]! - runs[b + 1]!);
  return starts.flatMap((i) => [runs[i]!, runs[i + 1]!, runs[i + 2]!]);
}
