import { type Annotation, labelObjects, labelsOf, pixelAt, pointsOf } from '@celltally/imaging';
import { AnnotationSizeError } from '../errors.js';
import type { MapPlane, MapTarget } from '../model.js';
import { decodeWhole } from './decode-whole.js';

/**
 * Only the number of cells, for annotations that say nothing else: the sum of a map is the count, and where in the
 * picture the map is high remains the network's own finding. It gives no points.
 *
 * The training map serves to count any part of a picture, whatever the annotation: an outlined cell is spread over its
 * pixels, a marked one is one pixel, and a bare number is spread over the whole picture.
 */
export function countTarget(): MapTarget {
  return {
    name: 'count',
    settings: {},
    needs: ['count', 'points', 'boxes', 'labels'],
    target: countPlane,
    decode: (map, settings) => decodeWhole(decodeRows(map.width, settings), map),
    decodeRows,
    defaults: { relativeThreshold: 0, absoluteThreshold: 0, peakRadius: 1, countScale: 1 },
    cellHeight: 1,
    cellMass: 1,
  };
}

const decodeRows: MapTarget['decodeRows'] = (_, settings) => {
  let total = 0;
  return {
    add: (rows) => {
      for (let i = 0; i < rows.length; i++) total += rows[i]!;
    },
    finish: () => ({ count: Math.max(0, total * settings.countScale), points: [] }),
  };
};

function countPlane(
  annotation: Annotation,
  { width, height }: { readonly width: number; readonly height: number },
): MapPlane {
  const data = new Float32Array(width * height);
  const labels = labelsOf(annotation);
  if (labels !== undefined) {
    if (labels.width !== width || labels.height !== height)
      throw new AnnotationSizeError(labels, { width, height });
    const areas = new Map(labelObjects(labels).map(({ value, area }) => [value, area]));
    labels.labels.forEach((label, i) => {
      if (label !== 0) data[i] = 1 / areas.get(label)!;
    });
    return { width, height, data };
  }
  if (annotation.kind === 'count') return { width, height, data: data.fill(annotation.count / data.length) };
  for (const { x, y } of pointsOf(annotation)!) {
    data[pixelAt(y, height) * width + pixelAt(x, width)]! += 1;
  }
  return { width, height, data };
}
