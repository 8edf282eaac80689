import { connectedComponents, type LabelImage } from '@celltally/imaging';
import type { DecodeSettings, MapPlane } from '../model.js';
import { momentsOf, partObject, type Runs } from './part-object.js';

/** Pixels of a map that hang together above a threshold. */
export interface MapObject {
  /** Centroid, corner-based pixels. */
  readonly x: number;
  readonly y: number;
  /** Number of pixels. */
  readonly area: number;
  /** Mean of the map over the object. */
  readonly mean: number;
}

/** Where the objects of a map begin: a share of its maximum, a value, and in any case above zero. */
export const objectThreshold = ({ relativeThreshold, absoluteThreshold }: Thresholds, most: number): number =>
  Math.max(relativeThreshold * most, absoluteThreshold, Number.MIN_VALUE);

export type Thresholds = Pick<DecodeSettings, 'relativeThreshold' | 'absoluteThreshold'>;

export type Division = Pick<DecodeSettings, 'split'>;

/** An object, or the objects that it is parted into. Their mean is that of the whole. */
export function partsOf(
  whole: MapObject,
  runs: Runs,
  split: number | undefined,
): readonly { readonly object: MapObject; readonly runs: Runs }[] {
  const parts = split === undefined ? [runs] : partObject(runs, split);
  if (parts.length === 1) return [{ object: whole, runs }];
  return parts.map((part) => {
    const { area, x, y } = momentsOf(part);
    return { object: { x: x / area, y: y / area, area, mean: whole.mean }, runs: part };
  });
}

/**
 * The objects of a map, joined by edges and parted where that is asked for, in raster order of their first pixels; parts of
 * one by their peaks. Label n of the image is object n - 1.
 */
export function findObjects(
  { width, height, data }: MapPlane,
  thresholds: Thresholds & Division,
): { readonly objects: readonly MapObject[]; readonly labels: LabelImage } {
  const most = data.reduce((highest, value) => Math.max(highest, value), 0);
  const threshold = objectThreshold(thresholds, most);
  const values = new Uint8Array(data.length);
  for (let i = 0; i < data.length; i++) values[i] = data[i]! >= threshold ? 1 : 0;
  const { components, labels } = connectedComponents({ width, height, values }, 4);
  const sums = new Float64Array(components.length + 1);
  for (let i = 0; i < data.length; i++) sums[labels[i]!]! += data[i]!;
  const wholes = components.map(({ x, y, area }, i) => ({ x, y, area, mean: sums[i + 1]! / area }));
  const image = { width, height, labels };
  const { split } = thresholds;
  if (split === undefined) return { objects: wholes, labels: image };
  const runs = runsOf(image, wholes.length);
  const parts = wholes.flatMap((whole, i) => partsOf(whole, runs[i] as Runs, split));
  parts.forEach((part, n) => {
    for (let i = 0; i < part.runs.length; i += 3) {
      const row = (part.runs[i] as number) * width;
      labels.fill(n + 1, row + (part.runs[i + 1] as number), row + (part.runs[i + 2] as number));
    }
  });
  return { objects: parts.map(({ object }) => object), labels: image };
}

/**
 * The objects of a map as each of several waists parts them, as findObjects finds them. What a share leaves whole, greater ones
 * leave whole, too, so that few objects are parted again.
 *
 * @param splits rising; where there is none, nothing is parted
 */
export function objectsBySplit(
  map: MapPlane,
  thresholds: Thresholds,
  splits: readonly (number | undefined)[],
): readonly (readonly MapObject[])[] {
  const { objects: wholes, labels } = findObjects(map, thresholds);
  const runs = runsOf(labels, wholes.length);
  const isParted = wholes.map(() => true);
  return splits.map((split) =>
    wholes.flatMap((whole, i) => {
      if (split === undefined || !isParted[i]) return [whole];
      const parts = partsOf(whole, runs[i] as Runs, split);
      isParted[i] = parts.length > 1;
      return parts.map(({ object }) => object);
    }),
  );
}

/** The runs of each object, label 1 first. */
function runsOf({ width, height, labels }: LabelImage, objects: number): readonly Runs[] {
  const runs = Array.from({ length: objects }, (): number[] => []);
  for (let y = 0; y < height; y++) {
    for (let start = 0, x = 1; x <= width; x++) {
      const label = labels[y * width + start] as number;
      if (x < width && labels[y * width + x] === label) continue;
      if (label > 0) (runs[label - 1] as number[]).push(y, start, x);
      start = x;
    }
  }
  return runs;
}
