import { connectedComponents, type LabelImage } from '@celltally/imaging';
import type { DecodeSettings, MapPlane } from '../model.js';

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

/** The objects of a map in raster order, joined by edges; label n of the image is object n - 1. */
export function findObjects(
  { width, height, data }: MapPlane,
  thresholds: Thresholds,
): { readonly objects: readonly MapObject[]; readonly labels: LabelImage } {
  const most = data.reduce((highest, value) => Math.max(highest, value), 0);
  const threshold = objectThreshold(thresholds, most);
  const values = new Uint8Array(data.length);
  for (let i = 0; i < data.length; i++) values[i] = data[i]! >= threshold ? 1 : 0;
  const { components, labels } = connectedComponents({ width, height, values }, 4);
  const sums = new Float64Array(components.length + 1);
  for (let i = 0; i < data.length; i++) sums[labels[i]!]! += data[i]!;
  const objects = components.map(({ x, y, area }, i) => ({ x, y, area, mean: sums[i + 1]! / area }));
  return { objects, labels: { width, height, labels } };
}

/** Whether an object has at least the area of a disc. */
export const isLarge = ({ area }: MapObject, radius: number): boolean => area >= Math.PI * radius ** 2;
