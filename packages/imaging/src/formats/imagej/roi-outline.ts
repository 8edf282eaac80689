import { type Outline, openRing, type Ring } from '../outlines/outline.js';
import type { Roi } from './roi.js';

/**
 * The outline of an area selection, corner-based; undefined for points, lines, texts and pictures. Rounded corners of
 * rectangles are taken as square ones, splines as straight lines between their points.
 */
export function roiOutline(roi: Roi): Outline | undefined {
  switch (roi.type) {
    case 'rectangle':
      return [rectangle(roi)];
    case 'oval':
      return [oval(roi)];
    case 'composite':
      return (roi.paths ?? []).map(openRing);
    case 'polygon':
    case 'freehand':
    case 'traced':
      return [roi.points];
    default:
      return undefined;
  }
}

function rectangle({ left, top, width, height }: Roi): Ring {
  return [
    { x: left, y: top },
    { x: left + width, y: top },
    { x: left + width, y: top + height },
    { x: left, y: top + height },
  ];
}

/** A corner for every two pixels or so. */
function oval({ left, top, width, height }: Roi): Ring {
  const count = 4 * Math.ceil(Math.max(4, Math.min(64, (width + height) / 5)));
  return Array.from({ length: count }, (_, i) => {
    const angle = (2 * Math.PI * i) / count;
    return { x: left + (width / 2) * (1 + Math.cos(angle)), y: top + (height / 2) * (1 + Math.sin(angle)) };
  });
}
