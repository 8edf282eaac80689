import { fitCanvas } from '../gl.js';
import { markerCover, markerLook, outline } from './marker.js';
import { type PointFrame, type PointPainter, strayColour } from './point-painter.js';
import { marked, pointStride } from './point-store.js';

/** The pixels of a marker that are not clear, in no need of a rectangle around them. */
interface Stamp {
  /** From the marker's middle. */
  readonly dx: Int16Array;
  readonly dy: Int16Array;
  /** Red, green and blue times opacity, and opacity: one number for each pixel, as `ImageData` holds it. */
  readonly pixels: Uint32Array;
  /** The same, byte for byte. */
  readonly bytes: Uint8ClampedArray;
  readonly reach: number;
}

/** Smaller markers have hard edges: written without a look at what lies beneath, there can be 100,000 of them. */
const softFrom = 4;

const isSoft = (radius: number, ratio: number): boolean => radius * ratio >= softFrom;

function makeStamp(
  colour: readonly [number, number, number],
  marks: number,
  radius: number,
  ratio: number,
): Stamp {
  const cssLook = markerLook(colour, marks, radius);
  const look = { ...cssLook, ring: cssLook.ring * ratio };
  const reach = Math.ceil((radius + outline) * ratio);
  const [dx, dy, parts]: [number[], number[], number[]] = [[], [], []];
  for (let y = -reach; y <= reach; y++) {
    for (let x = -reach; x <= reach; x++) {
      const soft = markerCover(look, radius * ratio, Math.hypot(x, y));
      const hard = {
        colour: soft.colour >= soft.outline ? 1 : 0,
        outline: soft.colour >= soft.outline ? 0 : 1,
      };
      const whole = soft.colour + soft.outline;
      const cover = isSoft(radius, ratio) ? soft : hard;
      if (isSoft(radius, ratio) ? whole * 255 < 1 : whole < 0.5) continue;
      dx.push(x);
      dy.push(y);
      for (const part of [0, 1, 2] as const) {
        parts.push(look.colour[part] * cover.colour + look.contrast[part] * cover.outline);
      }
      parts.push(255 * (cover.colour + cover.outline));
    }
  }
  const bytes = new Uint8ClampedArray(parts);
  return {
    dx: Int16Array.from(dx),
    dy: Int16Array.from(dy),
    pixels: new Uint32Array(bytes.buffer),
    bytes,
    reach,
  };
}

/** A picture as numbers, one for each pixel, and as bytes. */
interface Sheet {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint32Array;
  readonly bytes: Uint8ClampedArray;
}

/** Lays a soft pixel over what is there, both with colours times opacity. */
function blend(bytes: Uint8ClampedArray, to: number, pixel: Uint8ClampedArray, from: number): void {
  const rest = 1 - pixel[from + 3]! / 255;
  for (let part = 0; part < 4; part++) bytes[to + part] = pixel[from + part]! + rest * bytes[to + part]!;
}

function press(
  sheet: Sheet,
  { dx, dy, pixels, bytes, reach }: Stamp,
  x: number,
  y: number,
  soft: boolean,
): void {
  const { width, height } = sheet;
  const inside = x >= reach && y >= reach && x + reach < width && y + reach < height;
  for (let i = 0; i < pixels.length; i++) {
    const column = x + dx[i]!;
    const row = y + dy[i]!;
    if (!inside && (column < 0 || row < 0 || column >= width || row >= height)) continue;
    const at = row * width + column;
    if (soft) blend(sheet.bytes, 4 * at, bytes, 4 * i);
    else sheet.pixels[at] = pixels[i]!;
  }
}

/** `putImageData` takes colours without the opacity in them. */
function unmultiply({ pixels, bytes }: Sheet): void {
  for (let i = 0; i < pixels.length; i++) {
    // Most of the screen is clear, which four bytes at once tell.
    if (pixels[i] === 0) continue;
    const at = 4 * i;
    const opacity = bytes[at + 3]!;
    if (opacity === 255) continue;
    for (let part = at; part < at + 3; part++) bytes[part] = (bytes[part]! * 255) / opacity;
  }
}

/**
 * Draws the points without WebGL. Pixels are written by hand: a canvas takes a hundred times longer for 100,000 small
 * pictures than for one that it gets ready-made.
 */
export function createCanvasPoints(canvas: HTMLCanvasElement): PointPainter {
  const context = canvas.getContext('2d')!;
  let stamps = new Map<number, Stamp>();
  let stampsFor = '';
  return {
    by: 'canvas',
    draw({ store, view, ratio, radius, style, drag }: PointFrame) {
      fitCanvas(canvas, view.width, view.height, ratio);
      const { width, height } = canvas;
      if (width === 0 || height === 0) return;
      const wanted = JSON.stringify([radius, ratio, style.classes]);
      if (wanted !== stampsFor) {
        stamps = new Map();
        stampsFor = wanted;
      }
      const stampOf = (kind: number, marks: number): Stamp => {
        const key = kind * 8 + marks;
        let stamp = stamps.get(key);
        if (stamp === undefined) {
          stamp = makeStamp(style.classes[kind] ?? strayColour, marks, radius, ratio);
          stamps.set(key, stamp);
        }
        return stamp;
      };
      const picture = context.createImageData(width, height);
      const sheet: Sheet = {
        width,
        height,
        pixels: new Uint32Array(picture.data.buffer),
        bytes: picture.data,
      };
      const soft = isSoft(radius, ratio);
      const shown = style.visible ? store.count : 0;
      const { floats, bytes } = store;
      for (let place = 0; place < shown; place++) {
        const kind = bytes[place * pointStride + 8]!;
        const marks = bytes[place * pointStride + 9]!;
        const moves = (marks & marked.dragged) !== 0;
        const x = (floats[place * 3]! + (moves ? drag.dx : 0)) * view.scale + view.left;
        const y = (floats[place * 3 + 1]! + (moves ? drag.dy : 0)) * view.scale + view.top;
        const stamp = stampOf(kind, marks);
        const [column, row] = [Math.floor(x * ratio), Math.floor(y * ratio)];
        const { reach } = stamp;
        if (column < -reach || row < -reach || column >= width + reach || row >= height + reach) continue;
        press(sheet, stamp, column, row, soft);
      }
      if (soft) unmultiply(sheet);
      context.putImageData(picture, 0, 0);
    },
    close() {
      stamps.clear();
    },
  };
}
