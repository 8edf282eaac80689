import { createPlane, type Plane } from '@celltally/imaging';
import { reductionOf } from './reduction.js';

/** A map as large as a drawing of its picture: every pixel is the mean of those of the map that it stands for. */
export interface HeatPlane {
  /** Takes the next rows of the map. */
  add(values: Float32Array): void;
  /** The plane, when all rows have come. */
  finish(): Plane;
}

export function createHeatPlane(width: number, height: number): HeatPlane {
  const factor = reductionOf({ width, height });
  const plane = createPlane(Math.ceil(width / factor), Math.ceil(height / factor));
  let row = 0;
  return {
    add: (values) => {
      for (let i = 0; i < values.length; row++) {
        const to = Math.floor(row / factor) * plane.width;
        for (let x = 0; x < width; x++, i++) plane.data[to + Math.floor(x / factor)]! += values[i]!;
      }
    },
    finish: () => {
      if (factor > 1) {
        for (let y = 0, i = 0; y < plane.height; y++) {
          const down = Math.min(factor, height - y * factor);
          for (let x = 0; x < plane.width; x++, i++) {
            plane.data[i]! /= down * Math.min(factor, width - x * factor);
          }
        }
      }
      return plane;
    },
  };
}
