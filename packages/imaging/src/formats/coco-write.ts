import type { Box } from '../annotation.js';
import { AnnotationError } from '../errors.js';
import { pixelsRle } from './coco-mask.js';
import { classesOf, UNCLASSIFIED_COLOUR } from './exchange/classes.js';
import type { ExchangeFile, MarkedCell, PointSet } from './exchange/point-set.js';
import { textBytes } from './exchange/text-bytes.js';
import { outlinePixels } from './outlines/fill-outlines.js';
import { labelPixels } from './outlines/label-pixels.js';
import { type Outline, outlineArea, polygonsOf } from './outlines/outline.js';

/** What marks the category of cells without a class. */
export const UNCLASSIFIED = 'unclassified';

/** Options of `writeCoco`. */
export interface CocoOptions {
  /** Side in pixels of the box around a cell of which only the position is known: annotators need one. Default 10. */
  readonly boxSide?: number;
}

/**
 * All pictures as one COCO file, `coco.json`. Every cell has its position as a keypoint, its box and an area above 0; an
 * outline is written as polygons, or as a run-length mask if it has holes, and a label image as run-length masks. Half-pixel
 * rule: coordinates are corner-based, nothing is moved. Classes are categories, colours included; scores are `score`.
 *
 * @throws AnnotationError where a picture's size is not known, which the format demands
 */
export function writeCoco(sets: readonly PointSet[], { boxSide = 10 }: CocoOptions = {}): ExchangeFile[] {
  return [{ path: 'coco.json', bytes: textBytes(text(sets, boxSide)) }];
}

function* text(sets: readonly PointSet[], boxSide: number): Generator<string> {
  const classes = classesOf(sets);
  const ids = new Map(classes.map(({ name }, i): [string | undefined, number] => [name, i + 1]));
  const needsOther =
    classes.length === 0 || sets.some(({ points }) => points.some((cell) => cell.class === undefined));
  if (needsOther) ids.set(undefined, classes.length + 1);
  const keypoints = { keypoints: ['centre'], skeleton: [] };
  const categories = [
    ...classes.map(({ name, colour }, i) => ({
      id: i + 1,
      name,
      supercategory: 'cell',
      color: colour,
      ...keypoints,
    })),
    ...(needsOther
      ? [
          {
            id: ids.get(undefined),
            name: 'cell',
            supercategory: UNCLASSIFIED,
            color: UNCLASSIFIED_COLOUR,
            ...keypoints,
          },
        ]
      : []),
  ];
  const info = {
    description: 'Coordinates in pixels, corner-based: the centre of the first pixel is (0.5, 0.5)',
  };
  const images = sets.map((set, i) => ({ id: i + 1, file_name: set.image, ...sizeOf(set) }));
  yield `{"info":${JSON.stringify(info)},\n"categories":${JSON.stringify(categories)},\n"images":${JSON.stringify(images)},\n"annotations":[`;
  let id = 0;
  for (const [i, set] of sets.entries()) {
    const size = sizeOf(set);
    const masks = set.labels === undefined ? undefined : labelPixels(set.labels);
    for (const [n, cell] of set.points.entries()) {
      const annotation = {
        id: ++id,
        image_id: i + 1,
        category_id: ids.get(cell.class),
        iscrowd: 0,
        ...shape(cell, masks?.get(n + 1), size, boxSide),
        keypoints: [cell.x, cell.y, 2],
        num_keypoints: 1,
        ...(cell.score === undefined ? {} : { score: cell.score }),
      };
      yield `${id === 1 ? '\n' : ',\n'}${JSON.stringify(annotation)}`;
    }
  }
  yield '\n]}\n';
}

interface Size {
  readonly width: number;
  readonly height: number;
}

function sizeOf({ image, width, height, labels }: PointSet): Size {
  const size = { width: width ?? labels?.width, height: height ?? labels?.height };
  if (size.width !== undefined && size.height !== undefined)
    return { width: size.width, height: size.height };
  throw new AnnotationError(
    `The size of the picture "${image}" is not known, and a COCO file must state it. Give the picture itself, or its width and height.`,
    image,
  );
}

function shape(cell: MarkedCell, mask: readonly number[] | undefined, size: Size, boxSide: number): object {
  if (cell.outline !== undefined) {
    const polygons = polygonsOf(cell.outline);
    const pixels = polygons.some((rings) => rings.length > 1)
      ? outlinePixels(cell.outline, size.width, size.height)
      : [];
    if (pixels.length > 0) return maskShape(pixels, size);
    if (polygons.length > 0) return polygonShape(polygons.map(([ring]) => ring));
  } else if (mask !== undefined) return maskShape(mask, size);
  const box = boxAround(cell, boxSide, size);
  return { bbox: toList(box), area: box.width * box.height };
}

function polygonShape(rings: Outline): object {
  const points = rings.flat();
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const [left, top] = [least(xs), least(ys)];
  return {
    bbox: [left, top, -least(xs.map((x) => -x)) - left, -least(ys.map((y) => -y)) - top],
    area: outlineArea(rings),
    segmentation: rings.map((ring) => ring.flatMap(({ x, y }) => [x, y])),
  };
}

function maskShape(pixels: readonly number[], { width, height }: Size): object {
  let [left, top, right, bottom] = [width, height, 0, 0];
  for (const pixel of pixels) {
    const [x, y] = [pixel % width, Math.floor(pixel / width)];
    [left, right] = [Math.min(left, x), Math.max(right, x + 1)];
    [top, bottom] = [Math.min(top, y), Math.max(bottom, y + 1)];
  }
  return {
    bbox: [left, top, right - left, bottom - top],
    area: pixels.length,
    segmentation: pixelsRle(pixels, width, height),
  };
}

/** A box around a position, kept inside the picture, and never empty. */
function boxAround({ x, y }: MarkedCell, side: number, { width, height }: Size): Box {
  const [left, right] = within(x - side / 2, x + side / 2, width);
  const [top, bottom] = within(y - side / 2, y + side / 2, height);
  return { left, top, width: right - left, height: bottom - top };
}

function within(from: number, until: number, size: number): readonly [number, number] {
  const start = Math.min(Math.max(0, from), size - 1);
  return [start, Math.max(start + 1, Math.min(until, size))];
}

function toList({ left, top, width, height }: Box): readonly number[] {
  return [left, top, width, height];
}

function least(values: readonly number[]): number {
  return values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
}
