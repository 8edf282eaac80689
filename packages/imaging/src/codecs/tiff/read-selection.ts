import type { ColourModel, Image, ImageDescription, Region, Samples, Selection } from '../../image.js';
import { emptyLike } from '../empty-like.js';
import { failedDecoding } from '../failures.js';
import { resolveSelection, selectedColour } from '../select.js';
import type { BlockCache, Reading } from './block-cache.js';
import { type DecodeBlock, decodedBytes } from './decode-block.js';
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
  readonly cache: BlockCache;
  /** @throws RangeError or ImageFormatError where the page is damaged or not covered */
  layout(page: number): Layout;
  /** @throws ImageFormatError where the compression is not covered */
  decoder(page: number): Promise<DecodeBlock>;
}

/** How the blocks that a selection touches are read. */
interface Access {
  readonly pages: TiffPages;
  readonly region: Region;
  readonly reading: Reading;
  readonly signal: AbortSignal | undefined;
}

/** What a selection of a file without axes gives. */
export function describePage(pages: TiffPages, selection: Selection = {}, note = ''): ImageDescription {
  const { layout, channels, region } = selectPage(pages, selection, note);
  return description(layout, channels, layout.colour, region);
}

/** Reads a picture of a file without axes: one of its pages. */
export async function readPages(
  pages: TiffPages,
  selection: Selection = {},
  note = '',
  signal?: AbortSignal,
): Promise<Image> {
  signal?.throwIfAborted();
  const { page, layout, channels, region } = selectPage(pages, selection, note);
  const data = await accessing({ pages, region, signal }, (access) => readChannelsOf(access, page, channels));
  return { ...facts(layout, channels, layout.colour, region), data };
}

function selectPage(pages: TiffPages, selection: Selection, note: string) {
  const single = { depth: 1, times: 1, pages: pages.count };
  const { page = 0 } = selection;
  const exists = Number.isInteger(page) && page >= 0 && page < pages.count;
  const layout = layoutOf(pages, exists ? page : 0);
  return { layout, ...resolveSelection({ ...layout, ...single }, selection, note) };
}

/** What a selection of a file with axes gives. */
export function describeStack(
  pages: TiffPages,
  map: PlaneMap,
  colour: ColourModel,
  selection?: Selection,
): ImageDescription {
  const { layout, channels, region } = selectPlanes(pages, map, selection);
  return description(layout, channels, colour, region);
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
  const { layout, channels, planes, time, region } = selectPlanes(pages, map, selection);
  const data = await accessing({ pages, region, signal }, async (access) => {
    let highest: Samples | undefined;
    for (const z of planes) {
      const plane = await readPlane(access, map, channels, z, time);
      if (highest === undefined) highest = plane;
      else raise(highest, plane);
    }
    return highest!;
  });
  return { ...facts(layout, channels, colour, region), data };
}

function selectPlanes(pages: TiffPages, map: PlaneMap, selection: Selection | undefined) {
  const layout = layoutOf(pages, 0);
  const { width, height } = layout;
  const extent = { width, height, channels: map.channels, depth: map.depth, times: map.times, pages: 1 };
  return { layout, ...resolveSelection(extent, selection, map.note) };
}

async function accessing(
  { pages, region, signal }: Omit<Access, 'reading'>,
  read: (access: Access) => Promise<Samples>,
): Promise<Samples> {
  const reading = pages.cache.begin();
  try {
    return await read({ pages, region, reading, signal });
  } catch (cause) {
    signal?.throwIfAborted();
    throw failedDecoding('tiff', pages.name, cause);
  } finally {
    reading.end();
  }
}

/** Channels that share a page, as in RGB, are read from it together. */
async function readPlane(
  access: Access,
  map: PlaneMap,
  channels: readonly number[],
  z: number,
  time: number,
): Promise<Samples> {
  const addresses = channels.map((channel) => map.locate(channel, z, time));
  const parts: Samples[] = [];
  for (let i = 0; i < addresses.length; ) {
    const { page } = addresses[i]!;
    let end = i;
    while (end < addresses.length && addresses[end]!.page === page) end++;
    const within = addresses.slice(i, end).map((address) => address.channel);
    parts.push(await readChannelsOf(access, page, within));
    i = end;
  }
  return parts.length === 1 ? parts[0]! : joined(parts);
}

async function readChannelsOf(
  { pages, region, reading, signal }: Access,
  page: number,
  channels: readonly number[],
): Promise<Samples> {
  const layout = pages.layout(page);
  if (region.x + region.width > layout.width || region.y + region.height > layout.height) {
    throw new RangeError(`page ${page} is smaller than the first`);
  }
  const decode = await pages.decoder(page);
  // Nobody comes back for the blocks of a picture that is read whole.
  const whole = region.width === layout.width && region.height === layout.height;
  const kept: DecodeBlock = (index) =>
    reading.take(`${page}/${index}`, decodedBytes(layout, index), () => decode(index));
  return readPage(layout, whole ? decode : kept, channels, region, signal);
}

function layoutOf(pages: TiffPages, page: number): Layout {
  try {
    return pages.layout(page);
  } catch (cause) {
    throw failedDecoding('tiff', pages.name, cause);
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

function description(
  layout: Layout,
  channels: readonly number[],
  colour: ColourModel,
  region: Region,
): ImageDescription {
  const blocks = { width: layout.blockWidth, height: layout.blockHeight };
  return { ...facts(layout, channels, colour, region), blocks };
}

function facts(
  { bitDepth }: Layout,
  channels: readonly number[],
  colour: ColourModel,
  { width, height }: Region,
): Omit<Image, 'data'> {
  return {
    width,
    height,
    channels: channels.length,
    colour: selectedColour(colour, channels),
    bitDepth,
  };
}
