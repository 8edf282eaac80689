import type { Point } from '../annotation.js';
import type { Colour } from '../draw/colours.js';
import {
  type CocoObject,
  type CocoPicture,
  hasMask,
  isRle,
  keypoint,
  lacking,
  maskPixels,
  toBox,
  toCocoFile,
} from './coco.js';
import { UNCLASSIFIED } from './coco-write.js';
import { readClasses } from './exchange/classes.js';
import type { CellClass, MarkedCell, PointSet } from './exchange/point-set.js';
import { type Outline, outlineCentroid, polygonsOf } from './outlines/outline.js';
import { traceOutlines } from './outlines/trace-outlines.js';

/** True if parsed JSON has the lists of a COCO file. */
export function isCoco(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'images' in value && 'annotations' in value;
}

/**
 * The cells of every picture of a COCO file: at its first labelled keypoint, else at the centroid of its mask, else in the
 * middle of its box. Polygons are kept as outlines, run-length masks become outlines along their pixels. Crowd regions are left
 * out. Coordinates are corner-based and stay as they are.
 *
 * @throws AnnotationError where the file is malformed, or an object has neither keypoint, mask nor box
 */
export function readCocoPoints(value: unknown, file?: string): PointSet[] {
  const { pictures, categories } = toCocoFile(value, file);
  const classes = new Map<unknown, CellClass>();
  for (const { id, name, supercategory, color } of categories) {
    if (typeof name !== 'string' || supercategory === UNCLASSIFIED) continue;
    classes.set(id, { name, ...(isColour(color) ? { colour: color } : {}) });
  }
  return pictures.map((picture) => ({
    image: picture.fileName,
    width: picture.width,
    height: picture.height,
    points: picture.objects
      .filter((object) => object.iscrowd !== 1)
      .map((object) => toCell(object, picture, classes.get(object.category_id), file)),
    ...readClasses(classes.values()),
  }));
}

function toCell(
  object: CocoObject,
  picture: CocoPicture,
  own: CellClass | undefined,
  file: string | undefined,
): MarkedCell {
  const outline = hasMask(object) ? outlineOf(object, picture, file) : undefined;
  const box = toBox(object);
  const centre: Point | undefined =
    keypoint(object) ??
    (outline === undefined ? undefined : outlineCentroid(outline)) ??
    (box === undefined ? undefined : { x: box.left + box.width / 2, y: box.top + box.height / 2 });
  const { x, y } = centre ?? lacking(object, 'keypoint, segmentation or bbox', file);
  return {
    x,
    y,
    ...(own === undefined ? {} : { class: own.name }),
    ...(typeof object.score === 'number' ? { score: object.score } : {}),
    ...(outline === undefined ? {} : { outline }),
  };
}

function outlineOf(object: CocoObject, picture: CocoPicture, file: string | undefined): Outline | undefined {
  const { segmentation = [] } = object;
  const outline = isRle(segmentation)
    ? tracePixels(maskPixels(object, picture, file), picture)
    : segmentation.map((flat) =>
        Array.from({ length: flat.length >> 1 }, (_, i) => ({ x: flat[2 * i]!, y: flat[2 * i + 1]! })),
      );
  return polygonsOf(outline).length === 0 ? undefined : outline;
}

/** Traced in the smallest frame that holds them: a file may have thousands of masks as large as the picture. */
function tracePixels(pixels: readonly number[], { width }: CocoPicture): Outline {
  let [left, top, right, bottom] = [width, Number.POSITIVE_INFINITY, 0, 0];
  for (const pixel of pixels) {
    const [x, y] = [pixel % width, Math.floor(pixel / width)];
    [left, right] = [Math.min(left, x), Math.max(right, x + 1)];
    [top, bottom] = [Math.min(top, y), Math.max(bottom, y + 1)];
  }
  if (pixels.length === 0) return [];
  const frame = { width: right - left, height: bottom - top };
  const labels = new Uint32Array(frame.width * frame.height);
  for (const pixel of pixels)
    labels[(Math.floor(pixel / width) - top) * frame.width + (pixel % width) - left] = 1;
  const rings = traceOutlines({ ...frame, labels }).get(1) ?? [];
  return rings.map((ring) => ring.map(({ x, y }) => ({ x: x + left, y: y + top })));
}

function isColour(value: unknown): value is Colour {
  return Array.isArray(value) && value.length === 3 && value.every((part) => Number.isInteger(part));
}
