import { matchPoints, type Point } from '@celltally/imaging';
import type { DecodeSettings, MapPlane, MapTarget } from '../model.js';
import { cellPeaks } from './find-cells.js';
import { type MapObject, objectsBySplit } from './find-objects.js';
import { leastArea, type Sizes } from './object-sizes.js';

/** A predicted map and the true positions. */
export interface LocatedMap {
  readonly map: MapPlane;
  readonly truth: readonly Point[];
  /** How much the picture counts beside the others. */
  readonly weight: number;
}

/** Settings that were tried, with numbers of cells pooled over the pictures by their weights. */
export interface Trial {
  readonly settings: Omit<DecodeSettings, 'countScale'>;
  /** True cells that were found. */
  readonly right: number;
  readonly found: number;
  readonly true: number;
  /** Sum over the pictures of how far the number found is from the true one. */
  readonly miscounted: number;
}

const RADII = [1, 2, 3, 4, 6, 8];
/** Shares of the map's maximum; Lite-UNet's 100/255 among them. */
const RELATIVE = [0, 0.05, 0.1, 0.15, 0.2, 0.3, 100 / 255, 0.5];
/** Shares of the height of a lone cell. */
const ABSOLUTE = [0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6, 0.7];
/** Probabilities. */
const PROBABILITY = [0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8];
/** Shares by which a part stands above a waist; without one, nothing is parted. */
const SPLITS = [undefined, 0.05, 0.1, 0.15, 0.2, 0.3];
/** Radii of the smallest object. */
const SIZES = [0, 1, 2, 3, 4, 6, 8];
/** Shares of the median area that the smallest object has. */
const SHARES = [0.05, 0.1, 0.15, 0.2, 0.25, 0.3];

/** Tries thresholds and windows for peaks. Peaks do not depend on the threshold, so each window is searched once. */
export function searchPeaks(target: MapTarget, pictures: readonly LocatedMap[], radius: number): Trial {
  const trials: Trial[] = [];
  for (const peakRadius of RADII) {
    const scored = pictures.map(({ map, truth, weight }) => {
      const lowest = {
        relativeThreshold: 0,
        absoluteThreshold: ABSOLUTE[0]! * target.cellHeight,
        peakRadius,
      };
      const peaks = cellPeaks(map, lowest).sort((a, b) => b.value - a.value);
      const most = map.data.reduce((highest, value) => Math.max(highest, value), 0);
      return { peaks, most, weight, truth: truth.length, right: matcher(peaks, truth, radius) };
    });
    for (const relativeThreshold of RELATIVE) {
      for (const share of ABSOLUTE) {
        const absoluteThreshold = share * target.cellHeight;
        const results = scored.map(({ peaks, most, weight, truth, right }) => {
          const threshold = Math.max(relativeThreshold * most, absoluteThreshold);
          const found = peaks.findLastIndex(({ value }) => value >= threshold) + 1;
          return { right: right(found), found, truth, weight };
        });
        trials.push(pooled({ relativeThreshold, absoluteThreshold, peakRadius }, results));
      }
    }
  }
  return bestOf(trials, target);
}

/**
 * Tries thresholds, waists and least sizes for the objects of a mask, each with each: where a higher threshold parts cells, a
 * wider waist may stay. Then shares of the median area, wherever a size finds the cells about as well as any.
 */
export function searchMask(target: MapTarget, pictures: readonly LocatedMap[], radius: number): Trial {
  const tried = PROBABILITY.flatMap((absoluteThreshold) =>
    dividedAt(absoluteThreshold, pictures, radius),
  ).map((divided) => ({ divided, trials: SIZES.map((peakRadius) => triedAt(divided, { peakRadius })) }));
  const good = asGood(tried.flatMap(({ trials }) => trials));
  const shares = tried
    .filter(({ trials }) => trials.some((trial) => good.includes(trial)))
    .flatMap(({ divided }) =>
      SIZES.flatMap((peakRadius) => SHARES.map((leastShare) => triedAt(divided, { peakRadius, leastShare }))),
    );
  return bestOf([...good, ...shares], target);
}

/** What is found in the pictures above a threshold, parted at a waist or not. */
interface Divided extends Pick<DecodeSettings, 'absoluteThreshold' | 'split'> {
  readonly found: readonly FoundObjects[];
}

/** What is found in a picture. */
interface FoundObjects extends Pick<LocatedMap, 'weight'> {
  /** Numbers of pixels, the largest first. */
  readonly areas: readonly number[];
  /** How many true cells the `found` largest of them hit. */
  readonly right: (found: number) => number;
  /** How many cells there are. */
  readonly truth: number;
}

/** The objects above a threshold, parted at each of the waists. */
function dividedAt(
  absoluteThreshold: number,
  pictures: readonly LocatedMap[],
  radius: number,
): readonly Divided[] {
  const objects = pictures.map(({ map }) =>
    objectsBySplit(map, { relativeThreshold: 0, absoluteThreshold }, SPLITS),
  );
  return SPLITS.map((split, place) => ({
    absoluteThreshold,
    ...(split === undefined ? {} : { split }),
    found: pictures.map((picture, i) => foundIn(picture, objects[i]![place]!, radius)),
  }));
}

function foundIn(
  { truth, weight }: Omit<LocatedMap, 'map'>,
  objects: readonly MapObject[],
  radius: number,
): FoundObjects {
  const largest = objects.toSorted((a, b) => b.area - a.area);
  const areas = largest.map(({ area }) => area);
  return { areas, weight, truth: truth.length, right: matcher(largest, truth, radius) };
}

function triedAt({ found, ...division }: Divided, sizes: Sizes): Trial {
  const results = found.map(({ areas, weight, truth, right }) => {
    const least = leastArea(areas, sizes);
    const large = areas.findLastIndex((area) => area >= least) + 1;
    return { right: right(large), found: large, truth, weight };
  });
  return pooled({ relativeThreshold: 0, ...division, ...sizes }, results);
}

/** How many true cells the first `found` of some points hit; remembered, since many settings let the same ones pass. */
function matcher(
  points: readonly Point[],
  truth: readonly Point[],
  radius: number,
): (found: number) => number {
  const known = new Map<number, number>();
  return (found) => {
    const remembered = known.get(found);
    if (remembered !== undefined) return remembered;
    const right = matchPoints(points.slice(0, found), truth, radius).truePositives;
    known.set(found, right);
    return right;
  };
}

/** What settings come to in a picture. */
interface PictureResult extends Pick<LocatedMap, 'weight'> {
  readonly right: number;
  readonly found: number;
  readonly truth: number;
}

function pooled(settings: Trial['settings'], results: readonly PictureResult[]): Trial {
  const sum = (of: (result: PictureResult) => number): number =>
    results.reduce((total, result) => total + result.weight * of(result), 0);
  return {
    settings,
    right: sum(({ right }) => right),
    found: sum(({ found }) => found),
    true: sum(({ truth }) => truth),
    miscounted: sum(({ found, truth }) => Math.abs(found - truth)),
  };
}

const f1 = ({ right, found, true: truth }: Trial): number =>
  found + truth === 0 ? 1 : (2 * right) / (found + truth);

/** Settings whose F1 is less than this below the best find the cells as well, as far as a few pictures can tell. */
const AS_GOOD = 0.005;

/** The settings that find the cells about as well as any of them. */
function asGood(trials: readonly Trial[]): readonly Trial[] {
  const most = trials.reduce((highest, trial) => Math.max(highest, f1(trial)), 0);
  return trials.filter((trial) => f1(trial) >= most - AS_GOOD);
}

/**
 * Of the settings that find the cells about as well as any, those that miscount least. Of equals, the ones nearest to the
 * target's defaults stand: the others stand at the edge of what works.
 */
function bestOf(trials: readonly Trial[], { defaults, cellHeight }: MapTarget): Trial {
  const departure = ({ settings }: Trial): number =>
    Math.abs(settings.relativeThreshold - defaults.relativeThreshold) +
    Math.abs(settings.absoluteThreshold - defaults.absoluteThreshold) / cellHeight +
    (settings.split === defaults.split ? 0 : 1) +
    (settings.leastShare ?? 0) +
    Math.abs(settings.peakRadius - defaults.peakRadius) / RADII.at(-1)!;
  return asGood(trials).reduce((best, trial) => {
    const gain =
      best.miscounted - trial.miscounted || f1(trial) - f1(best) || departure(best) - departure(trial);
    return gain > 0 ? trial : best;
  });
}
