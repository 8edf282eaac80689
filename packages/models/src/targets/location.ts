import { locationMap, pointsOf } from '@celltally/imaging';
import type { MapTarget } from '../model.js';
import { decodeWhole } from './decode-whole.js';
import { cellPeakFinder, cellsAt } from './find-cells.js';
import { insufficient, NEEDS } from './needs.js';

/**
 * A location map: 1 at every cell, falling off steeply with the distance to the nearest one. Its peaks are the cells,
 * and their number is the count. The map and the default thresholds are those of Lite-UNet's evaluation.
 */
export function locationTarget(): MapTarget {
  return {
    name: 'location',
    settings: {},
    needs: NEEDS.location,
    target(annotation, { width, height }) {
      const points = pointsOf(annotation);
      if (points === undefined) throw insufficient('location', annotation.kind);
      return locationMap(points, width, height);
    },
    decode: (map, settings) => decodeWhole(decodeRows(map.width, settings), map),
    decodeRows,
    defaults: { relativeThreshold: 100 / 255, absoluteThreshold: 0.1, peakRadius: 1, countScale: 1 },
    cellHeight: 1,
  };
}

const decodeRows: MapTarget['decodeRows'] = (width, settings) => {
  const peaks = cellPeakFinder(width, settings);
  return {
    add: peaks.add,
    finish: () => {
      const points = cellsAt(peaks.finish(), 1);
      return { count: points.length * settings.countScale, points };
    },
  };
};
