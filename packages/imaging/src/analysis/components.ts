import { ImagingError } from '../errors.js';
import type { LabelImage } from './label-image.js';

/** One object of a label image or mask. */
export interface Component {
  /** The value that its pixels have in the input. */
  readonly value: number;
  /** Number of pixels. */
  readonly area: number;
  /** Centroid, corner-based: the centre of the first pixel is (0.5, 0.5). */
  readonly x: number;
  readonly y: number;
}

/** A label image whose label `n` is `components[n - 1]`. */
export interface Components extends LabelImage {
  readonly components: readonly Component[];
}

/** Anything with one value per pixel, 0 being background: a mask or a label image. */
export interface ValuedPixels {
  readonly width: number;
  readonly height: number;
  readonly values: Uint8Array | Uint16Array | Uint32Array;
}

/**
 * Numbers the connected components of equal, non-zero values from 1 in raster order. So the pieces of a mask become
 * objects, and a label used for several objects that do not touch becomes one object per piece; objects that touch stay
 * apart as long as their labels differ.
 *
 * @param connectivity 4 joins pixels by edges, 8 also by corners. Default 8
 */
export function connectedComponents(input: ValuedPixels, connectivity: 4 | 8 = 8): Components {
  const { width, height, values } = input;
  if (values.length !== width * height) {
    throw new ImagingError(`values must have ${width} x ${height} entries, but have ${values.length}.`);
  }
  if (connectivity !== 4 && connectivity !== 8) {
    throw new ImagingError(`connectivity must be 4 or 8, but is ${String(connectivity)}.`);
  }
  const parents = joinNeighbours(input, connectivity);
  return numberRoots(input, parents);
}

/** A forest over pixels (`index + 1`; 0 is background): pixels of one component share their root, its first pixel. */
function joinNeighbours({ width, height, values }: ValuedPixels, connectivity: 4 | 8): Uint32Array {
  const parents = new Uint32Array(width * height);
  const corners = connectivity === 8;
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const value = values[i]!;
      if (value === 0) continue;
      parents[i] = i + 1;
      if (x > 0 && values[i - 1] === value) join(parents, i, i - 1);
      if (y === 0) continue;
      const above = i - width;
      if (values[above] === value) {
        // With corners, a pixel above already hangs together with its own left and right neighbours.
        join(parents, i, above);
      } else if (corners) {
        if (x > 0 && values[above - 1] === value) join(parents, i, above - 1);
        if (x < width - 1 && values[above + 1] === value) join(parents, i, above + 1);
      }
    }
  }
  return parents;
}

function join(parents: Uint32Array, a: number, b: number): void {
  const [rootA, rootB] = [findRoot(parents, a), findRoot(parents, b)];
  if (rootA < rootB) parents[rootB] = rootA + 1;
  else parents[rootA] = rootB + 1;
}

function findRoot(parents: Uint32Array, pixel: number): number {
  let node = pixel;
  let parent = parents[node]! - 1;
  while (parent !== node) {
    const grandparent = parents[parent]!;
    parents[node] = grandparent;
    node = grandparent - 1;
    parent = parents[node]! - 1;
  }
  return node;
}

/** Replaces the forest by labels, in place. A root stands before the rest of its component, so one pass is enough. */
function numberRoots({ width, height, values }: ValuedPixels, parents: Uint32Array): Components {
  const labels = parents;
  const objects: { value: number; area: number; x: number; y: number }[] = [];
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const parent = parents[i]!;
      if (parent === 0) continue;
      if (parent === i + 1) {
        objects.push({ value: values[i]!, area: 0, x: 0, y: 0 });
        labels[i] = objects.length;
      } else {
        // The parent stands before this pixel and has been replaced by its label.
        labels[i] = labels[parent - 1]!;
      }
      const object = objects[labels[i]! - 1]!;
      object.area++;
      object.x += x + 0.5;
      object.y += y + 0.5;
    }
  }
  for (const object of objects) {
    object.x /= object.area;
    object.y /= object.area;
  }
  return { width, height, labels, components: objects };
}
