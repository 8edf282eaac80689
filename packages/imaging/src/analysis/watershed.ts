import { ImagingError } from '../errors.js';
import type { Mask } from './edt.js';
import type { LabelImage } from './label-image.js';
import type { Peak } from './peaks.js';
import { fromTheGreatest } from './pixel-order.js';
import type { Plane } from './plane.js';

export interface WatershedOptions {
  /** Only pixels that are set belong to an object. Default: all. */
  readonly inside?: Mask;
  /** A peak must stand more than this above the saddle to a higher one, in the map's units. Default 0. */
  readonly dynamics?: number;
  /** And more than this share of its own value above it, whatever the map's scale. Default 0. */
  readonly relativeDynamics?: number;
}

/** Objects around the peaks of a map: label `n` is `peaks[n - 1]`. */
export interface Watershed extends LabelImage {
  /** In raster order; positions are centres of pixels, corner-based. */
  readonly peaks: readonly Peak[];
}

/**
 * Parts a map into objects around its peaks, as water parts that drains from a relief turned upside down. Pixels are taken
 * from the greatest value to the least; each joins the object of the greatest pixel that it touches (by edge or corner; of equals, that of the higher peak) or begins one. Where two
 * meet, the one of the lower peak becomes part of the other unless that peak stands far enough above the saddle: its
 * dynamics (Grimaud, "A new measure of contrast: the dynamics", 1992), now called persistence. So no markers are needed,
 * and ripples make no objects. Pixels of equal value are taken in raster order; values that are no numbers belong to no
 * object. Time grows with the number of pixels.
 *
 * On a distance transform (distanceTransform of the background) it separates round objects that touch.
 *
 * @throws ImagingError when the sizes of map and `inside` differ
 */
export function watershed(map: Plane, options: WatershedOptions = {}): Watershed {
  const { inside, dynamics = 0, relativeDynamics = 0 } = options;
  const { width, height, data } = map;
  if (inside !== undefined && (inside.width !== width || inside.height !== height)) {
    throw new ImagingError(
      `inside must be as large as the map, ${width} x ${height}, but is ${inside.width} x ${inside.height}.`,
    );
  }
  const labels = new Uint32Array(width * height);
  const forest = createForest();
  for (const pixel of fromTheGreatest(data, inside?.data)) {
    const value = data[pixel]!;
    const x = pixel % width;
    let object = 0;
    let uphill = -1;
    for (let row = pixel - x - width; row <= pixel - x + width; row += width) {
      if (row < 0 || row >= data.length) continue;
      for (let u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u++) {
        const label = labels[row + u]!;
        if (label === 0) continue;
        const other = forest.rootOf(label);
        const rise = uphill < 0 ? 1 : data[row + u]! - data[uphill]!;
        if (rise > 0 || (rise === 0 && other < forest.rootOf(labels[uphill]!))) uphill = row + u;
        if (other === object) continue;
        // Objects are numbered as they begin: the smaller number has the higher peak.
        const [higher, lower] = object === 0 || other < object ? [other, object] : [object, other];
        object = higher;
        if (lower === 0) continue;
        const peak = data[forest.peaks[lower]!]!;
        if (peak - value <= Math.max(dynamics, relativeDynamics * peak)) forest.join(lower, higher);
      }
    }
    // Where objects meet, the steepest way up decides: the higher one would creep along the other's rim.
    labels[pixel] = uphill < 0 ? forest.begin(pixel) : labels[uphill]!;
  }
  return numbered({ width, height, labels }, data, forest);
}

/** Objects by number from 1, some of which have become part of others. */
interface Forest {
  /** Pixel of each object's peak, by number. */
  readonly peaks: readonly number[];
  begin(pixel: number): number;
  join(object: number, into: number): void;
  rootOf(object: number): number;
}

function createForest(): Forest {
  const peaks: number[] = [-1];
  const parents: number[] = [0];
  return {
    peaks,
    begin: (pixel) => {
      parents.push(peaks.length);
      return peaks.push(pixel) - 1;
    },
    join: (object, into) => {
      parents[object] = into;
    },
    rootOf: (object) => {
      let root = object;
      while (parents[root] !== root) {
        // Halving the way keeps it short for the next.
        parents[root] = parents[parents[root]!]!;
        root = parents[root]!;
      }
      return root;
    },
  };
}

/** Gives the objects that are left numbers without gaps, in raster order of their peaks; labels change in place. */
function numbered(
  { width, height, labels }: LabelImage,
  data: Float32Array,
  { peaks, rootOf }: Forest,
): Watershed {
  const roots = peaks.flatMap((_, object) => (object > 0 && rootOf(object) === object ? [object] : []));
  roots.sort((a, b) => peaks[a]! - peaks[b]!);
  const numbers = new Uint32Array(peaks.length);
  roots.forEach((root, i) => {
    numbers[root] = i + 1;
  });
  for (let i = 0; i < labels.length; i++) if (labels[i] !== 0) labels[i] = numbers[rootOf(labels[i]!)]!;
  return {
    width,
    height,
    labels,
    peaks: roots.map((root) => {
      const pixel = peaks[root]!;
      return { x: (pixel % width) + 0.5, y: Math.floor(pixel / width) + 0.5, value: data[pixel]! };
    }),
  };
}
