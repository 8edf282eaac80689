import {
  HEADER,
  HEADER2,
  MOST_COUNTED_POINTS,
  PROMPT_BEFORE_DELETING,
  ROI_TYPES,
  type Roi,
  SUB_PIXEL,
} from './roi.js';
import { ringPath } from './roi-path.js';

/** What ImageJ 1.52t and later write; older programs take it too. */
const VERSION = 228;

/** A selection to be written: points, an area of one closed line, or a composite of several. */
export type RoiToWrite = Roi & { readonly type: 'point' | 'polygon' | 'traced' | 'composite' };

/**
 * Writes one selection of ImageJ (`ij.io.RoiEncoder`), in ImageJ's own coordinates. Points that are no whole numbers are kept
 * as 32-bit floats: to a hundredth of a pixel on pictures of 65,000 pixels. More than 65,535 points are written with their
 * long number, and without counters, which ImageJ would drop.
 */
export function encodeRoi(roi: RoiToWrite): Uint8Array {
  const count = roi.points.length;
  const path = roi.type === 'composite' ? ringPath(roi.paths ?? []) : [];
  const subPixel = roi.type === 'point' || !roi.points.every((point) => fitsShorts(point, roi));
  const counted = roi.counters !== undefined && count <= MOST_COUNTED_POINTS;
  const texts = [roi.name ?? '', formatProperties(roi.properties)] as const;
  const header2 = HEADER.points + (subPixel ? 12 : 4) * count + 4 * path.length;
  const textsAt = header2 + HEADER2.bytes;
  const countersAt = textsAt + 2 * (texts[0].length + texts[1].length);
  const view = new DataView(new ArrayBuffer(countersAt + (counted ? 4 * count : 0)));

  writeHeader(view, roi, { path: path.length, subPixel, header2 });
  if (roi.type !== 'composite') writePoints(view, roi, subPixel);
  for (const [i, value] of path.entries()) view.setFloat32(HEADER.points + 4 * i, value);
  view.setInt32(header2 + HEADER2.channel, roi.channel ?? 0);
  view.setInt32(header2 + HEADER2.slice, roi.slice ?? 0);
  view.setInt32(header2 + HEADER2.frame, roi.frame ?? 0);
  view.setUint8(header2 + HEADER2.group, Math.min(255, roi.group ?? 0));
  writeText(view, header2 + HEADER2.name, textsAt, texts[0]);
  writeText(view, header2 + HEADER2.properties, textsAt + 2 * texts[0].length, texts[1]);
  if (counted) {
    view.setInt32(header2 + HEADER2.counters, countersAt);
    for (const [i, counter] of roi.counters.entries()) {
      view.setInt32(countersAt + 4 * i, (counter & 255) | ((roi.slices?.[i] ?? 0) << 8));
    }
  }
  return new Uint8Array(view.buffer);
}

function writeHeader(
  view: DataView,
  roi: RoiToWrite,
  {
    path,
    subPixel,
    header2,
  }: { readonly path: number; readonly subPixel: boolean; readonly header2: number },
): void {
  for (const [i, letter] of [0x49, 0x6f, 0x75, 0x74].entries()) view.setUint8(i, letter);
  view.setInt16(HEADER.version, VERSION);
  view.setUint8(HEADER.type, ROI_TYPES.indexOf(roi.type === 'composite' ? 'rectangle' : roi.type));
  view.setInt16(HEADER.top, Math.floor(roi.top));
  view.setInt16(HEADER.left, Math.floor(roi.left));
  view.setInt16(HEADER.bottom, Math.ceil(roi.top + roi.height));
  view.setInt16(HEADER.right, Math.ceil(roi.left + roi.width));
  const count = roi.type === 'composite' ? 0 : roi.points.length;
  if (count > MOST_COUNTED_POINTS) view.setInt32(HEADER.longCount, count);
  else view.setUint16(HEADER.pointCount, count);
  view.setInt16(HEADER.strokeWidth, roi.strokeWidth ?? 0);
  view.setInt32(HEADER.pathLength, path);
  if (roi.strokeColour !== undefined) {
    const [red, green, blue] = roi.strokeColour;
    view.setUint32(HEADER.strokeColour, 0xff000000 + (red << 16) + (green << 8) + blue);
  }
  const ofPoints = roi.type === 'point' ? PROMPT_BEFORE_DELETING : 0;
  view.setInt16(HEADER.options, (subPixel ? SUB_PIXEL : 0) | ofPoints);
  view.setInt32(HEADER.position, roi.position ?? 0);
  view.setInt32(HEADER.header2, header2);
}

/** Whole numbers relative to the rectangle for programs that know no other, then the exact ones. */
function writePoints(view: DataView, { points, left, top }: Roi, subPixel: boolean): void {
  const count = points.length;
  const near = (value: number, start: number): number =>
    Math.max(0, Math.min(0xffff, Math.floor(value) - Math.floor(start)));
  for (const [i, { x, y }] of points.entries()) {
    view.setUint16(HEADER.points + 2 * i, near(x, left));
    view.setUint16(HEADER.points + 2 * (count + i), near(y, top));
    if (!subPixel) continue;
    view.setFloat32(HEADER.points + 4 * (count + i), x);
    view.setFloat32(HEADER.points + 4 * (2 * count + i), y);
  }
}

function fitsShorts({ x, y }: { readonly x: number; readonly y: number }, { left, top }: Roi): boolean {
  const fits = (value: number, start: number): boolean =>
    Number.isInteger(value) && Number.isInteger(start) && start >= 0 && value <= 32_767;
  return fits(x, left) && fits(y, top);
}

function writeText(view: DataView, field: number, at: number, text: string): void {
  if (text === '') return;
  view.setInt32(field, at);
  view.setInt32(field + 4, text.length);
  for (let i = 0; i < text.length; i++) view.setUint16(at + 2 * i, text.charCodeAt(i));
}

function formatProperties(properties: ReadonlyMap<string, string> | undefined): string {
  return [...(properties ?? [])].map(([key, value]) => `${key}: ${value}\n`).join('');
}
