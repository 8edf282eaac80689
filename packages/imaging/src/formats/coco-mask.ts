import { AnnotationError } from '../errors.js';

/**
 * A run-length mask of COCO: runs of 0 and 1 in turn, column by column; `counts` a list, or the compact
 * string.
 */
export interface CocoRle {
  /** Height and width. */
  readonly size: readonly [number, number];
  readonly counts: readonly number[] | string;
}

/**
 * Pixels of a run-length mask as indices `y * width + x`. The compact string holds 6 bits per character (plus
 * 48): 5 of data and a continuation bit, least significant first, sign-extended; from the fourth run on, the
 * difference to the run before the last (COCO API, `maskApi`).
 */
export function rlePixels(rle: CocoRle, file?: string): number[] {
  const [height, width] = rle.size;
  const runs = typeof rle.counts === 'string' ? unpackRuns(rle.counts) : rle.counts;
  const covered = runs.reduce((sum, run) => sum + run, 0);
  if (covered !== width * height || runs.some((run) => run < 0)) {
    throw new AnnotationError(
      `${file ?? 'The COCO file'}: a run-length mask covers ${covered} pixels, but its size is ${height} x ${width}. Export it again.`,
      file,
    );
  }
  const pixels: number[] = [];
  let at = 0;
  for (const [index, run] of runs.entries()) {
    if (index % 2 === 1) {
      for (let i = at; i < at + run; i++) pixels.push((i % height) * width + Math.floor(i / height));
    }
    at += run;
  }
  return pixels;
}

/**
 * Pixels as a run-length mask, by their indices `y * width + x` in any order, each once; `rlePixels` reversed. Gives the
 * compact string.
 */
export function pixelsRle(pixels: readonly number[], width: number, height: number): CocoRle {
  // Column by column, as the runs go.
  const places = pixels
    .map((pixel) => (pixel % width) * height + Math.floor(pixel / width))
    .sort((a, b) => a - b);
  const runs: number[] = [];
  let end = 0;
  for (const place of places) {
    if (place === end && runs.length > 0) runs[runs.length - 1]!++;
    else runs.push(place - end, 1);
    end = place + 1;
  }
  if (end < width * height) runs.push(width * height - end);
  return { size: [height, width], counts: packRuns(runs) };
}

/**
 * Pixels whose centre lies in any of the polygons, as indices `y * width + x`. A polygon is
 * `[x1, y1, x2, y2, ...]`, corner-based, closed by itself, filled by the even-odd rule.
 */
export function polygonPixels(
  polygons: readonly (readonly number[])[],
  width: number,
  height: number,
): number[] {
  const pixels = new Set<number>();
  for (const polygon of polygons) {
    const edges = toEdges(polygon);
    const ys = polygon.filter((_, i) => i % 2 === 1);
    const first = Math.max(0, Math.floor(Math.min(...ys)));
    const last = Math.min(height - 1, Math.ceil(Math.max(...ys)));
    for (let y = first; y <= last; y++) {
      const crossings = edges
        .filter(([, y0, , y1]) => y0 <= y + 0.5 !== y1 <= y + 0.5)
        .map(([x0, y0, x1, y1]) => x0 + ((y + 0.5 - y0) * (x1 - x0)) / (y1 - y0))
        .sort((a, b) => a - b);
      for (let i = 0; i + 1 < crossings.length; i += 2) {
        const from = Math.max(0, Math.ceil(crossings[i]! - 0.5));
        const until = Math.min(width, Math.ceil(crossings[i + 1]! - 0.5));
        for (let x = from; x < until; x++) pixels.add(y * width + x);
      }
    }
  }
  return [...pixels];
}

type Edge = readonly [x0: number, y0: number, x1: number, y1: number];

function toEdges(polygon: readonly number[]): Edge[] {
  const corners = polygon.length >> 1;
  return Array.from({ length: corners }, (_, i) => {
    const next = (i + 1) % corners;
    return [polygon[2 * i]!, polygon[2 * i + 1]!, polygon[2 * next]!, polygon[2 * next + 1]!];
  });
}

function packRuns(runs: readonly number[]): string {
  let text = '';
  for (const [index, run] of runs.entries()) {
    let value = index > 2 ? run - runs[index - 2]! : run;
    for (let more = true; more; ) {
      const bits = value & 31;
      value >>= 5;
      more = (bits & 16) === 0 ? value !== 0 : value !== -1;
      text += String.fromCharCode((more ? bits | 32 : bits) + 48);
    }
  }
  return text;
}

function unpackRuns(text: string): number[] {
  const runs: number[] = [];
  for (let at = 0; at < text.length; ) {
    let value = 0;
    let shift = 0;
    let more = true;
    while (more) {
      const bits = text.charCodeAt(at++) - 48;
      if (!(bits >= 0 && bits < 64))
        throw new AnnotationError('A compact run-length mask holds a foreign character.');
      value += (bits & 31) * 2 ** shift;
      shift += 5;
      more = (bits & 32) !== 0;
      if (!more && (bits & 16) !== 0) value -= 2 ** shift;
    }
    runs.push(runs.length > 2 ? value + runs[runs.length - 2]! : value);
  }
  return runs;
}
