import type { PointStyle } from '../viewer.js';
import { markerCover, markerLook, outline } from './marker.js';
import { strayColour } from './point-painter.js';

/** The pixels of a marker that are not clear, as `ImageData` holds them: red, green, blue and opacity in one number. */
export interface Stamp {
  /** Pixels that cover what is beneath: columns and rows from the marker's middle, in turn. */
  readonly full: Int16Array;
  readonly fullPixels: Uint32Array;
  /** Pixels that let it shine through. */
  readonly soft: Int16Array;
  readonly softPixels: Uint32Array;
}

/** The stamps of one size of markers. */
export interface Stamps {
  /** Of the marker without its outline, in real pixels. */
  readonly radius: number;
  /** No stamp has a pixel farther from its middle, along a side. */
  readonly reach: number;
  readonly of: (kind: number, marks: number) => Stamp;
}

function makeStamp(
  colour: readonly [number, number, number],
  marks: number,
  radius: number,
  ratio: number,
  reach: number,
): Stamp {
  const cssLook = markerLook(colour, marks, radius / ratio);
  const look = { ...cssLook, ring: cssLook.ring * ratio };
  const places: Record<'full' | 'soft', number[]> = { full: [], soft: [] };
  const bytes: Record<'full' | 'soft', number[]> = { full: [], soft: [] };
  for (let y = -reach; y <= reach; y++) {
    for (let x = -reach; x <= reach; x++) {
      const cover = markerCover(look, radius, Math.hypot(x, y));
      const whole = cover.colour + cover.outline;
      const opacity = Math.round(255 * whole);
      if (opacity === 0) continue;
      const kind = opacity === 255 ? 'full' : 'soft';
      places[kind].push(x, y);
      for (const part of [0, 1, 2] as const) {
        bytes[kind].push((look.colour[part] * cover.colour + look.contrast[part] * cover.outline) / whole);
      }
      bytes[kind].push(opacity);
    }
  }
  const pixelsOf = (parts: readonly number[]) => new Uint32Array(new Uint8ClampedArray(parts).buffer);
  return {
    full: Int16Array.from(places.full),
    fullPixels: pixelsOf(bytes.full),
    soft: Int16Array.from(places.soft),
    softPixels: pixelsOf(bytes.soft),
  };
}

/**
 * Stamps for markers, made as they are asked for.
 * @param radius in real pixels
 * @param ratio real pixels to one CSS pixel
 */
export function createStamps(radius: number, ratio: number, classes: PointStyle['classes']): Stamps {
  const reach = Math.ceil(radius + outline * ratio);
  const stamps = new Map<number, Stamp>();
  return {
    radius,
    reach,
    of(kind, marks) {
      const key = kind * 8 + marks;
      const known = stamps.get(key);
      if (known !== undefined) return known;
      const made = makeStamp(classes[kind] ?? strayColour, marks, radius, ratio, reach);
      stamps.set(key, made);
      return made;
    },
  };
}
