import type { Box, PixelView } from '../pixels.js';
import type { PointFrame } from './point-painter.js';
import { marked, type PointStore, pointStride } from './point-store.js';
import type { Stamp, Stamps } from './stamps.js';

/** Points being drawn into a picture of a box, as many at a time as there is time for. */
export interface Print {
  readonly at: PixelView;
  readonly stamps: Stamps;
  /** The part of the canvas that it is of. */
  readonly box: Box;
  /** Pixels around the box that are there so that no stamp has to look where it ends. */
  readonly pad: number;
  readonly image: ImageData;
  /** Points before this one are drawn. */
  next: number;
}

export function beginPrint(at: PixelView, stamps: Stamps, box: Box): Print {
  const pad = 2 * stamps.reach;
  const image = new ImageData(box.width + 2 * pad, box.height + 2 * pad);
  return { at, stamps, box, pad, image, next: 0 };
}

/** Places a stamp's pixels in a picture of a width. */
interface Placed {
  readonly full: Int32Array;
  readonly fullPixels: Uint32Array;
  readonly soft: Int32Array;
  readonly softPixels: Uint32Array;
}

function placed({ full, fullPixels, soft, softPixels }: Stamp, width: number): Placed {
  const offsets = (places: Int16Array) =>
    Int32Array.from({ length: places.length / 2 }, (_, i) => places[2 * i + 1]! * width + places[2 * i]!);
  return { full: offsets(full), fullPixels, soft: offsets(soft), softPixels };
}

/** A pixel over another, both as red, green, blue and opacity from the lowest byte up, colours without the opacity in them. */
export function over(above: number, below: number): number {
  const opacity = above >>> 24;
  const rest = ((below >>> 24) * (255 - opacity)) / 255;
  const both = opacity + rest;
  const [a, b] = [opacity / both, rest / both];
  const red = (above & 255) * a + (below & 255) * b + 0.5;
  const green = ((above >>> 8) & 255) * a + ((below >>> 8) & 255) * b + 0.5;
  const blue = ((above >>> 16) & 255) * a + ((below >>> 16) & 255) * b + 0.5;
  return (((both + 0.5) << 24) | (blue << 16) | (green << 8) | red) >>> 0;
}

function press(pixels: Uint32Array, { full, fullPixels, soft, softPixels }: Placed, middle: number): void {
  for (let i = 0; i < full.length; i++) pixels[middle + full[i]!] = fullPixels[i]!;
  for (let i = 0; i < softPixels.length; i++) {
    const to = middle + soft[i]!;
    const below = pixels[to]!;
    pixels[to] = below === 0 ? softPixels[i]! : over(softPixels[i]!, below);
  }
}

/** Draws one point after the other, by its place in the store. */
function presser(
  { at, stamps, box, pad, image }: Print,
  { floats, bytes }: PointStore,
  drag: { readonly dx: number; readonly dy: number },
): (place: number) => void {
  const { width, height } = image;
  const pixels = new Uint32Array(image.data.buffer);
  const known: Placed[] = [];
  const [left, top] = [at.left - box.left + pad, at.top - box.top + pad];
  const { reach } = stamps;
  return (place) => {
    const marks = bytes[place * pointStride + 9]!;
    const moves = (marks & marked.dragged) !== 0;
    const x = floats[place * 3]! + (moves ? drag.dx : 0);
    const y = floats[place * 3 + 1]! + (moves ? drag.dy : 0);
    const column = Math.floor(x * at.scale) + left;
    const row = Math.floor(y * at.scale) + top;
    if (column < reach || row < reach || column >= width - reach || row >= height - reach) return;
    const kind = bytes[place * pointStride + 8]!;
    const key = kind * 8 + marks;
    let stamp = known[key];
    if (stamp === undefined) {
      stamp = placed(stamps.of(kind, marks), width);
      known[key] = stamp;
    }
    press(pixels, stamp, row * width + column);
  };
}

/** Points between two looks at the clock. */
const pointsAtOnce = 1024;

/**
 * Draws more of the points.
 * @param drag how far the dragged points are from their place, in pixels of the picture
 * @param milliseconds to spend; infinity draws all
 * @returns whether all points are drawn
 */
export function goOn(
  print: Print,
  store: PointStore,
  drag: { readonly dx: number; readonly dy: number },
  milliseconds: number,
): boolean {
  const draw = presser(print, store, drag);
  const end = performance.now() + milliseconds;
  while (print.next < store.count && performance.now() < end) {
    const until = Math.min(store.count, print.next + pointsAtOnce);
    for (let place = print.next; place < until; place++) draw(place);
    print.next = until;
  }
  return print.next >= store.count;
}

/** Draws the points that lie within the print's box. */
export function printBox(print: Print, { store, drag, inside }: PointFrame): void {
  const { at, stamps, box } = print;
  // Single precision moves places by less than a pixel.
  const slack = stamps.reach + 1;
  const draw = presser(print, store, drag);
  const places = inside({
    minX: (box.left - at.left - slack) / at.scale,
    minY: (box.top - at.top - slack) / at.scale,
    maxX: (box.left + box.width - at.left + slack) / at.scale,
    maxY: (box.top + box.height - at.top + slack) / at.scale,
  });
  for (const place of places) draw(place);
}

/** Puts what was drawn into a canvas, in place of what is there. */
export function putPrint(
  context: CanvasRenderingContext2D,
  { image, box, pad }: Print,
  left: number,
  top: number,
): void {
  context.putImageData(image, left - pad, top - pad, pad, pad, box.width, box.height);
}
