import { apartDensityMap, densityMap, pointsOf } from '@celltally/imaging';
import type { MapTarget } from '../model.js';
import { decodeWhole } from './decode-whole.js';
import { cellPeakFinder, cellsAt } from './find-cells.js';
import { insufficient, NEEDS } from './needs.js';

export interface DensityTargetOptions {
  /** Standard deviation of every cell's Gaussian in pixels. Default 3. */
  readonly sigma?: number;
  /** Factor on the whole map, so that its values are not tiny beside the loss. Default 100. */
  readonly scale?: number;
  /** 1: every pixel belongs to the nearest cell alone, so that the map is a location map, too. Default 0: Gaussians add up. */
  readonly apart?: 0 | 1;
}

/**
 * A density map: a Gaussian for every cell, all of them summing to `scale` per cell, so that the sum of a map over any
 * region, divided by `scale`, counts the cells in it. Its peaks locate the cells.
 *
 * Lempitsky and Zisserman, "Learning To Count Objects in Images", 2010.
 */
export function densityTarget({ sigma = 3, scale = 100, apart = 0 }: DensityTargetOptions = {}): MapTarget {
  const height = scale / (2 * Math.PI * sigma ** 2);
  const decodeRows: MapTarget['decodeRows'] = (width, settings) => {
    const peaks = cellPeakFinder(width, settings);
    let total = 0;
    return {
      add: (rows) => {
        for (let i = 0; i < rows.length; i++) total += rows[i]!;
        peaks.add(rows);
      },
      finish: () => {
        const points = cellsAt(peaks.finish(), height);
        const sum = Math.max(0, (total / scale) * settings.countScale);
        return { count: settings.countFrom === 'objects' ? points.length : sum, points };
      },
    };
  };
  return {
    name: 'density',
    settings: apart === 0 ? { sigma, scale } : { sigma, scale, apart },
    needs: NEEDS.density,
    target(annotation, { width, height }) {
      const points = pointsOf(annotation);
      if (points === undefined) throw insufficient('density', annotation.kind);
      const map = (apart === 0 ? densityMap : apartDensityMap)(points, width, height, { sigma });
      for (let i = 0; i < map.data.length; i++) map.data[i]! *= scale;
      return map;
    },
    decode: (map, settings) => decodeWhole(decodeRows(map.width, settings), map),
    decodeRows,
    defaults: {
      relativeThreshold: 0,
      absoluteThreshold: 0.25 * height,
      // Cells that are kept apart may be nearer to each other than kernels are wide.
      peakRadius: apart === 1 ? 1 : Math.max(1, Math.round(sigma / 2)),
      countScale: 1,
    },
    cellHeight: height,
    cellMass: scale,
  };
}
