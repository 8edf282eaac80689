import type { LabelRows, UsableModel } from '@celltally/counting';
import type { ReducedMap } from '../work/engine-methods.js';
import { type MapReducer, reduceMap } from './reduce-map.js';

type MapTarget = UsableModel['target'];
type DecodeSettings = UsableModel['settings'];

/** What was heard while a map was decoded. */
export interface Heard {
  /** All spots down to the floor, in pixels of the prepared picture. */
  readonly points: readonly { readonly x: number; readonly y: number; readonly score: number }[];
  /** Score from which the model takes a spot for a cell. */
  readonly threshold: number;
  readonly floor: number;
  readonly map: ReducedMap;
  /** The map itself, where it was to be kept. */
  readonly rows?: readonly Float32Array[];
  /** The objects, where they are outlined: label n is point n - 1. */
  readonly labels?: LabelRows;
  readonly width: number;
  /** What the map is decoded by, and how. */
  readonly target: MapTarget;
  readonly settings: DecodeSettings;
}

/** The lowest threshold at which spots are kept: a share of the model's own, and above the noise. */
const FLOOR_SHARE = 0.25;
const LEAST_SHARE_OF_CELL = 0.03;
/** Just below a threshold. */
const BELOW = 1 - 1e-6;

/**
 * A target that decodes as it did, but gives all spots down to a floor instead of those above the threshold: a peak above
 * a threshold is the same peak at a lower one. Objects of a mask grow together at lower thresholds, so of a mask it gives
 * what it always gave, with the objects' outlines, and keeps the map.
 */
export function listeningTarget(
  target: MapTarget,
  ratio: { readonly width: number; readonly height: number },
  hear: (heard: Heard) => void,
): MapTarget {
  return {
    ...target,
    decodeRows: (width, settings, options) => {
      const labels = options?.labels === true || target.name === 'mask';
      const own = target.decodeRows(width, settings, { labels });
      const peaks = target.name === 'density' || target.name === 'location';
      const floor = floorOf(target, settings);
      const low = peaks ? target.decodeRows(width, { ...settings, ...floor }) : undefined;
      const map: MapReducer = reduceMap(width, Math.round((ratio.height * width) / ratio.width));
      const rows: Float32Array[] = [];
      return {
        add: (band) => {
          own.add(band);
          low?.add(band);
          map.add(band);
          if (target.name === 'mask') rows.push(band.slice());
        },
        finish: () => {
          const decoded = own.finish();
          const all = low?.finish();
          if (decoded === undefined) {
            map.restart();
            rows.length = 0;
            return undefined;
          }
          const { most, ...reduced } = map.finish();
          const value = Math.max(settings.absoluteThreshold, settings.relativeThreshold * most);
          const threshold = Math.min(1, value / target.cellHeight);
          const taken = new Set(decoded.points.map(({ x, y }) => `${x},${y}`));
          const points =
            all === undefined
              ? decoded.points
              : // Scores end at 1: where the threshold lies beyond that, they alone would not tell who passes.
                all.points.map((point) => ({
                  ...point,
                  score: taken.has(`${point.x},${point.y}`)
                    ? Math.max(point.score, threshold)
                    : Math.min(point.score, threshold * BELOW),
                }));
          hear({
            points,
            threshold,
            floor: peaks ? floor.absoluteThreshold / target.cellHeight : 0,
            map: {
              ...reduced,
              kind: target.name === 'mask' ? 'mask' : 'heat',
              ...(target.cellMass === undefined ? {} : { cellMass: target.cellMass }),
            },
            ...(rows.length > 0 ? { rows } : {}),
            ...(decoded.labels === undefined ? {} : { labels: decoded.labels }),
            width,
            target,
            settings,
          });
          return { ...decoded, points };
        },
      };
    },
  };
}

function floorOf(
  { cellHeight }: Pick<MapTarget, 'cellHeight'>,
  { absoluteThreshold }: DecodeSettings,
): Pick<DecodeSettings, 'absoluteThreshold' | 'relativeThreshold'> {
  const low = Math.max(FLOOR_SHARE * absoluteThreshold, LEAST_SHARE_OF_CELL * cellHeight);
  return { relativeThreshold: 0, absoluteThreshold: Math.min(low, absoluteThreshold) };
}
