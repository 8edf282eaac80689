import { ImageFormatError } from '../../errors.js';
import type { ColourModel, Image, Region, Samples, Selection } from '../../image.js';
import { emptyLike } from '../empty-like.js';
import { brokenFile } from '../failures.js';
import { resolveSelection, selectedColour } from '../select.js';
import type { Directory, TiffFile } from './directory.js';
import type { Layout } from './layout.js';
import type { PlaneMap } from './plane-map.js';
import { readPage } from './read-page.js';

/** The pages of a TIFF, in order. */
export interface TiffPages {
  readonly file: TiffFile;
  readonly name: string | undefined;
  readonly directories: readonly Directory[];
  readonly count: number;
  /** @throws RangeError or ImageFormatError where the page is damaged or not covered */
  layout(page: number): Layout;
}

/** Reads a picture of a file without axes: one of its pages. */
export async function readPages(
  pages: TiffPages,
  selection: Selection = {},
  note = '',
  signal?: AbortSignal,
): Promise<Image> {
  signal?.throwIfAborted();
  const single = { depth: 1, times: 1, pages: pages.count };
  const { page = 0 } = selection;
  const exists = Number.isInteger(page) && page >= 0 && page < pages.count;
  const layout = layoutOf(pages, exists ? page : 0);
  const { channels, region } = resolveSelection({ ...layout, ...single }, selection, note);
  const data = await readWhole(pages, page, channels, region, signal);
  return picture(data, region, channels, layout.colour, layout.bitDepth);
}

/** Reads a picture of a file with axes: some channels of one focal plane, or their maximum over all. */
export async function readStack(
  pages: TiffPages,
  map: PlaneMap,
  colour: ColourModel,
  selection?: Selection,
  signal?: AbortSignal,
): Promise<Image> {
  signal?.throwIfAborted();
  const { width, height, bitDepth } = layoutOf(pages, 0);
  const extent = { width, height, channels: map.channels, depth: map.depth, times: map.times, pages: 1 };
  const { channels, planes, time, region } = resolveSelection(extent, selection, map.note);
  let highest: Samples | undefined;
  for (const z of planes) {
    const plane = await readChannels(pages, map, channels, z, time, region, signal);
    if (highest === undefined) highest = plane;
    else raise(highest, plane);
  }
  return picture(highest!, region, channels, colour, bitDepth);
}

/** Channels that share a page, as in RGB, are read from it together. */
async function readChannels(
  pages: TiffPages,
  map: PlaneMap,
  channels: readonly number[],
  z: number,
  time: number,
  region: Region,
  signal: AbortSignal | undefined,
): Promise<Samples> {
  const addresses = channels.map((channel) => map.locate(channel, z, time));
  const parts: Samples[] = [];
  for (let i = 0; i < addresses.length; ) {
    const { page } = addresses[i]!;
    let end = i;
    while (end < addresses.length && addresses[end]!.page === page) end++;
    const within = addresses.slice(i, end).map((address) => address.channel);
    parts.push(await readWhole(pages, page, within, region, signal));
    i = end;
  }
  return parts.length === 1 ? parts[0]! : joined(parts);
}

async function readWhole(
  pages: TiffPages,
  page: number,
  channels: readonly number[],
  region: Region,
  signal: AbortSignal | undefined,
): Promise<Samples> {
  const layout = layoutOf(pages, page);
  try {
    if (region.x + region.width > layout.width || region.y + region.height > layout.height) {
      throw new RangeError(`page ${page} is smaller than the first`);
    }
    return await readPage(pages.file, layout, channels, region, { name: pages.name, signal });
  } catch (cause) {
    signal?.throwIfAborted();
    throw cause instanceof ImageFormatError ? cause : brokenFile('tiff', pages.name, cause);
  }
}

function layoutOf(pages: TiffPages, page: number): Layout {
  try {
    return pages.layout(page);
  } catch (cause) {
    throw cause instanceof ImageFormatError ? cause : brokenFile('tiff', pages.name, cause);
  }
}

function joined(parts: readonly Samples[]): Samples {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const out = emptyLike(parts[0]!, length);
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

function raise(highest: Samples, plane: Samples): void {
  for (let i = 0; i < highest.length; i++) {
    if (plane[i]! > highest[i]!) highest[i] = plane[i]!;
  }
}

function picture(
  data: Samples,
  region: Region,
  channels: readonly number[],
  colour: ColourModel,
  bitDepth: Image['bitDepth'],
): Image {
  const { width, height } = region;
  return {
    width,
    height,
    channels: channels.length,
    colour: selectedColour(colour, channels),
    bitDepth,
    data,
  };
}
