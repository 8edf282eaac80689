import { marked } from './point-store.js';

type Colour = readonly [number, number, number];

/** Radius of the smallest marker in CSS pixels. */
const smallest = 1.5;

/**
 * The radius of markers, in CSS pixels: the wished one, or less where markers would cover each other. Seen from afar,
 * 100,000 of them would be a carpet, and drawing it would take the time of forty screens.
 * @param area pixels of the picture over which the points lie
 * @param scale pixels of the screen to one of the picture
 */
export function markerRadius(wished: number, count: number, area: number, scale: number): number {
  if (count < 2) return wished;
  const spacing = Math.sqrt(area / count) * scale;
  return Math.min(wished, Math.max(smallest, 0.45 * spacing));
}

/** How a marker is drawn; lengths in pixels of the screen. */
export interface MarkerLook {
  readonly colour: Colour;
  /** Of the thin lines on both sides of the ring, so that it is seen on dark and on bright ground. */
  readonly contrast: Colour;
  /** Width of the ring; as wide as the radius makes a disc. */
  readonly ring: number;
  /** Opacity of the middle. */
  readonly fill: number;
}

/** What will go when the eraser is lifted. */
export const doomedColour: Colour = [239, 51, 64];

/** Relative luminance of the WCAG, from sRGB. */
function luminance(colour: Colour): number {
  const [red, green, blue] = colour.map((part) => {
    const light = part / 255;
    return light <= 0.04045 ? light / 12.92 : ((light + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

/** Black or white, whichever stands out more; equal at a luminance of 0.179 (contrast ratios of the WCAG). */
export const contrastOf = (colour: Colour): Colour =>
  luminance(colour) > 0.179 ? [0, 0, 0] : [255, 255, 255];

export function markerLook(colour: Colour, marks: number, radius: number): MarkerLook {
  const doomed = (marks & marked.doomed) !== 0;
  const picked = doomed || (marks & marked.selected) !== 0;
  const shown = doomed ? doomedColour : colour;
  return {
    colour: shown,
    contrast: contrastOf(shown),
    ring: radius < 4 ? radius : picked ? 3 : 2,
    fill: doomed ? 0.9 : picked ? 0.5 : 0,
  };
}

/** Width of the outline outside and inside the ring. */
export const outline = 1;

/**
 * Opacity of a marker's colour and of its outline at a distance from its middle, edges smoothed over one pixel.
 * The shader of `points-gl.ts` does the same.
 */
export function markerCover(
  { ring, fill }: MarkerLook,
  radius: number,
  distance: number,
): { readonly colour: number; readonly outline: number } {
  const within = (r: number) => Math.max(0, Math.min(1, r - distance + 0.5));
  const inner = radius - ring;
  const hole = inner > 0 ? within(inner) : 0;
  const ringCover = within(radius) - hole;
  const inside = inner > outline ? within(inner - outline) : 0;
  return {
    colour: ringCover + fill * hole,
    outline: within(radius + outline) - within(radius) + (1 - fill) * (hole - inside),
  };
}
