import { type LabelImage, labelsOf } from '@celltally/imaging';
import { AnnotationSizeError } from '../errors.js';
import type { Decoded, DecodeSettings, MapPlane, MapTarget } from '../model.js';
import { findObjects, type MapObject } from './find-objects.js';
import { insufficient, NEEDS } from './needs.js';
import { createObjectFinder } from './object-finder.js';
import { leastArea } from './object-sizes.js';

export interface MaskTargetOptions {
  /** 1 leaves out of the mask the pixels that touch another object, so that objects stay apart; 0 keeps them. Default 1. */
  readonly gap?: 0 | 1;
  /**
   * How far below zero the mask is where cells touch, and on ground that lies between two cells within `BETWEEN` pixels of
   * both: such pixels are few, and a network that minimises squared errors would else give up on them. Default 0.
   */
  readonly separation?: number;
}

/** Pixels from ground to both of the cells that it lies between. */
const BETWEEN = 2;

/**
 * A mask: 1 on cells and 0 elsewhere, which a network that minimises the squared error learns as a probability. Cells
 * are the connected components (by edges) of the map above its threshold, parted at their waists; their number is the count.
 */
export function maskTarget({ gap = 1, separation = 0 }: MaskTargetOptions = {}): MapTarget {
  return {
    name: 'mask',
    settings: separation === 0 ? { gap } : { gap, separation },
    needs: NEEDS.mask,
    target(annotation, size) {
      const labels = labelsOf(annotation);
      if (labels === undefined) throw insufficient('mask', annotation.kind);
      if (labels.width !== size.width || labels.height !== size.height)
        throw new AnnotationSizeError(labels, size);
      const mask = foreground(labels, gap === 1);
      if (separation > 0) separate(mask, labels, separation);
      return mask;
    },
    decode: decodeMask,
    decodeRows,
    defaults: { relativeThreshold: 0, absoluteThreshold: 0.5, peakRadius: 1, countScale: 1, split: 0.1 },
    cellHeight: 1,
  };
}

function foreground({ width, height, labels }: LabelImage, gap: boolean): MapPlane {
  const data = new Float32Array(width * height);
  const differs = (label: number, neighbour: number): boolean => neighbour !== 0 && neighbour !== label;
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const label = labels[i]!;
      if (label === 0) continue;
      const touches =
        gap &&
        ((x > 0 && differs(label, labels[i - 1]!)) ||
          (x < width - 1 && differs(label, labels[i + 1]!)) ||
          (y > 0 && differs(label, labels[i - width]!)) ||
          (y < height - 1 && differs(label, labels[i + width]!)));
      if (!touches) data[i] = 1;
    }
  }
  return { width, height, data };
}

/** Lowers the mask where it is zero and two cells are near. */
function separate({ data }: MapPlane, { width, height, labels }: LabelImage, depth: number): void {
  for (let y = 0, i = 0; y < height; y++) {
    const [top, bottom] = [Math.max(0, y - BETWEEN), Math.min(height - 1, y + BETWEEN)];
    for (let x = 0; x < width; x++, i++) {
      if (data[i] !== 0) continue;
      const [left, right] = [Math.max(0, x - BETWEEN), Math.min(width - 1, x + BETWEEN)];
      let near = 0;
      for (let row = top; row <= bottom; row++) {
        for (let at = row * width + left; at <= row * width + right; at++) {
          const label = labels[at]!;
          if (label === 0 || label === near) continue;
          if (near !== 0) data[i] = -depth;
          near = label;
        }
      }
    }
  }
}

function decodeMask(map: MapPlane, settings: DecodeSettings): Decoded {
  const { objects, labels } = findObjects(map, settings);
  const least = leastArea(
    objects.map(({ area }) => area),
    settings,
  );
  const renumbered = new Uint32Array(objects.length + 1);
  const points: Decoded['points'][number][] = [];
  objects.forEach((object, i) => {
    if (object.area < least) return;
    points.push(cellOf(object));
    renumbered[i + 1] = points.length;
  });
  return {
    count: points.length * settings.countScale,
    points,
    labels: { ...labels, labels: labels.labels.map((label) => renumbered[label]!) },
  };
}

const decodeRows: MapTarget['decodeRows'] = (width, settings, { labels = false } = {}) => {
  const finder = createObjectFinder(width, settings, { labels });
  return {
    add: finder.add,
    finish: () => {
      const found = finder.finish();
      if (found === undefined) return undefined;
      const points = found.objects.map(cellOf);
      return {
        count: points.length * settings.countScale,
        points,
        ...(found.labels === undefined ? {} : { labels: found.labels }),
      };
    },
  };
};

const cellOf = ({ x, y, mean }: MapObject): Decoded['points'][number] => ({ x, y, score: Math.min(1, mean) });
