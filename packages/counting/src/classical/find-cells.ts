import {
  createPlane,
  DISC_RESPONSE,
  fillHoles,
  gaussianBlur,
  laplacianOfGaussian,
  type Plane,
  sigmaOfDiameter,
  type Watershed,
  watershed,
} from '@celltally/imaging';
import { WALL_RISE } from '../seen/cell-diameter.js';
import type { Ground } from '../seen/cell-signal.js';
import { betweenWalls, cellsBetweenWalls, distanceToOutside } from './membranes.js';
import type { ClassicalMethod } from './options.js';

/** How the cells of a picture are found. Lengths are shares of a cell's diameter. */
export interface MethodSettings {
  /** Where cells begin: this share of the way from the ground's median to Otsu's threshold. */
  readonly rise: number;
  /** Scale of the Laplacian that finds edges, or peaks. */
  readonly sigma: number;
  /** Least share of the area of a disc of the usual diameter. */
  readonly leastArea: number;
  /** A cell's inscribed circle must narrow by this share towards a neighbour to be a cell of its own. */
  readonly neck: number;
}

/** Decided on the training parts of BBBC039, DSB 2018, VGG, MBM and ADI. */
const SETTINGS: Readonly<Record<ClassicalMethod, Readonly<Record<Ground, MethodSettings>>>> = {
  nuclei: {
    dark: { rise: 0.4, sigma: 2.6 / 16, leastArea: 0.12, neck: 0.05 },
    bright: { rise: 1.3, sigma: 4 / 16, leastArea: 0.4, neck: 0.1 },
  },
  blobs: {
    dark: { rise: 0.7, sigma: 3 / 16, leastArea: 0, neck: 0 },
    bright: { rise: 1.3, sigma: 3 / 16, leastArea: 0, neck: 0 },
  },
  membranes: {
    dark: { rise: WALL_RISE, sigma: 0, leastArea: 0.1, neck: 0 },
    bright: { rise: WALL_RISE, sigma: 0, leastArea: 0.1, neck: 0 },
  },
};

export const settingsOf = (method: ClassicalMethod, ground: Ground): MethodSettings =>
  SETTINGS[method][ground];

/** What is known of a picture when its cells are looked for. */
export interface FindingPlan {
  readonly method: ClassicalMethod;
  readonly ground: Ground;
  /** Diameter of a cell in pixels of the signal. */
  readonly diameter: number;
  /** Where cells begin, in values of `levelled` signals; Infinity where there are none. */
  readonly threshold: number;
  /** How far that is above the ground. */
  readonly height: number;
}

/** What is sought, before a threshold is known. */
export type SoughtCells = Omit<FindingPlan, 'threshold' | 'height'>;

/** Blur before thresholds, in pixels. */
const BLUR = 1;
/** Where the Gaussian of the surroundings ends, in standard deviations. */
const SURROUNDINGS = 2.5;
/** Least blur of the Laplacian, in pixels. */
const LEAST_SIGMA = 0.8;
/** Largest hole of a cell that is filled, as a share of the cell's area. */
const HOLE = 0.25;
/** Blur of distances, in pixels: enough to level the corners of the grid. */
const DISTANCE_BLUR = 0.7;
/**
 * Least contrast of a nucleus against its surroundings, as a share of the threshold's height above the ground: what is above
 * the threshold because its ground is, has less.
 */
const CONTRAST = 0.6;
/** Least height of a distance's peak above a neck, in pixels. */
const LEAST_NECK = 0.5;

/**
 * The signal as its threshold sees it: a little smoothed, and on bright ground less its surroundings, since what lies around
 * a nucleus absorbs as well, here more and there less. Walls are thin, and taken as they are.
 */
export function levelled(signal: Plane, { method, ground, diameter }: SoughtCells): Plane {
  if (method === 'membranes') return signal;
  const smooth = gaussianBlur(signal, BLUR);
  if (ground === 'dark') return smooth;
  const around = gaussianBlur(signal, diameter, { truncate: SURROUNDINGS });
  return { ...smooth, data: smooth.data.map((value, i) => value - around.data[i]!) };
}

/**
 * The map of a signal. Of nuclei, and cells between membranes, it is 1 inside and 0 outside and where two touch: what hangs
 * together by edges is a cell. Of blobs it is the response of the Laplacian where there may be a cell, 1 at a disc of
 * contrast 1: its peaks are the cells.
 */
export function cellMap(signal: Plane, plan: FindingPlan): Plane {
  if (plan.threshold === Infinity) return createPlane(signal.width, signal.height);
  const level = levelled(signal, plan);
  if (plan.method === 'membranes') return partsOf(cellsBetweenWalls(betweenWalls(level, plan.threshold)));
  const { sigma, neck } = settingsOf(plan.method, plan.ground);
  const response = laplacianOfGaussian(signal, Math.max(LEAST_SIGMA, sigma * plan.diameter));
  const inside = {
    ...level,
    data: Uint8Array.from(level.data, (value, i) =>
      value > plan.threshold && response.data[i]! > 0 ? 1 : 0,
    ),
  };
  if (plan.method === 'blobs') {
    return {
      ...response,
      data: response.data.map((value, i) => (inside.data[i] ? value / DISC_RESPONSE : 0)),
    };
  }
  const filled = fillHoles(inside, HOLE * (Math.PI / 4) * plan.diameter ** 2);
  const distance = gaussianBlur(distanceToOutside(filled), DISTANCE_BLUR);
  const objects = watershed(distance, { inside: filled, dynamics: LEAST_NECK, relativeDynamics: neck });
  const own = laplacianOfGaussian(signal, Math.max(LEAST_SIGMA, sigmaOfDiameter(plan.diameter)));
  return partsOf(withResponse(objects, own, CONTRAST * plan.height * DISC_RESPONSE));
}

/** The objects in which the response somewhere reaches a value; the labels of the others become 0, in place. */
function withResponse(objects: Watershed, { data }: Plane, least: number): Watershed {
  const { labels, peaks } = objects;
  const greatest = new Float32Array(peaks.length + 1).fill(-Infinity);
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i]!;
    if (data[i]! > greatest[label]!) greatest[label] = data[i]!;
  }
  for (let i = 0; i < labels.length; i++) if (greatest[labels[i]!]! < least) labels[i] = 0;
  return objects;
}

/** 1 on objects and 0 elsewhere, with a line of zeros where two touch by an edge. */
function partsOf({ width, height, labels }: Watershed): Plane {
  const data = new Float32Array(width * height);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const label = labels[i]!;
      if (label === 0) continue;
      const right = x < width - 1 ? labels[i + 1]! : 0;
      const below = y < height - 1 ? labels[i + width]! : 0;
      const touches = (right !== 0 && right !== label) || (below !== 0 && below !== label);
      data[i] = touches ? 0 : 1;
    }
  }
  return { width, height, data };
}
