import type { ViewedMap } from '../viewer.js';
import type { MapImage } from './tile-painter.js';

/** Colours of "viridis" (S. van der Walt, N. Smith; matplotlib 2.0) at nine even steps. */
const viridis: readonly (readonly [number, number, number])[] = [
  [68, 1, 84],
  [71, 45, 123],
  [59, 82, 139],
  [44, 114, 142],
  [33, 145, 140],
  [40, 174, 128],
  [94, 201, 98],
  [173, 220, 48],
  [253, 231, 37],
];

/** Where the colours of heat stop being see-through, as a share of the maximum. */
const opaqueFrom = 0.3;

/** Tint of a mask, its opacity inside, and that of its outline. */
const tint = [0, 200, 255] as const;
const tintOpacity = 0.35 * 255;

/** The largest side that every graphics card takes (WebGL 2 asks for 2048; cards since 2012 have 4096). */
const longestSide = 4096;

/** Red, green, blue and opacity, 0 to 255, of a share of the maximum: clear at zero. */
export function heatColour(share: number): readonly [number, number, number, number] {
  if (!(share > 0)) return [0, 0, 0, 0];
  const place = Math.min(1, share) * (viridis.length - 1);
  const step = Math.min(Math.floor(place), viridis.length - 2);
  const [from, to, part] = [viridis[step]!, viridis[step + 1]!, place - step];
  const mix = (at: 0 | 1 | 2) => from[at] + part * (to[at] - from[at]);
  return [mix(0), mix(1), mix(2), 255 * Math.min(1, share / opaqueFrom)];
}

type Grid = Pick<ViewedMap, 'width' | 'height' | 'values'>;

/** A map that fits the card: the largest of each block, so that no small object of a mask and no peak is lost. */
function fitting({ width, height, values }: Grid, longest: number): Grid {
  const step = Math.ceil(Math.max(width, height) / longest);
  if (step <= 1) return { width, height, values };
  const [columns, rows] = [Math.ceil(width / step), Math.ceil(height / step)];
  const largest = new Float32Array(columns * rows);
  for (let y = 0; y < height; y++) {
    const row = Math.floor(y / step) * columns;
    for (let x = 0; x < width; x++) {
      const at = row + Math.floor(x / step);
      const value = values[y * width + x]!;
      if (value > largest[at]!) largest[at] = value;
    }
  }
  return { width: columns, height: rows, values: largest };
}

function heatPixels({ values }: Grid, pixels: Uint8ClampedArray): void {
  let most = 0;
  for (const value of values) if (value > most) most = value;
  const table = Array.from({ length: 256 }, (_, step) => heatColour(step / 255));
  for (let i = 0; i < values.length; i++) {
    if (values[i]! > 0) pixels.set(table[Math.round((255 * values[i]!) / most)]!, 4 * i);
  }
}

function maskPixels({ width, height, values }: Grid, pixels: Uint8ClampedArray): void {
  const differs = (value: number, x: number, y: number) =>
    x < 0 || y < 0 || x >= width || y >= height || values[y * width + x] !== value;
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const value = values[i]!;
      if (!(value > 0)) continue;
      const edge =
        differs(value, x - 1, y) ||
        differs(value, x + 1, y) ||
        differs(value, x, y - 1) ||
        differs(value, x, y + 1);
      pixels.set(tint, 4 * i);
      pixels[4 * i + 3] = edge ? 255 : tintOpacity;
    }
  }
}

/**
 * The colours of a map. Heat runs from nothing at zero to yellow at the map's maximum; a mask is what is above zero,
 * and an outline stands wherever its value changes, so that touching objects stay apart.
 */
export function mapImage(map: ViewedMap, longest = longestSide): MapImage {
  const grid = fitting(map, longest);
  const pixels = new Uint8ClampedArray(grid.width * grid.height * 4);
  (map.kind === 'heat' ? heatPixels : maskPixels)(grid, pixels);
  return { map, width: grid.width, height: grid.height, pixels };
}
