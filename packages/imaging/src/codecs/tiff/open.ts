import type { ImageSource, Selection } from '../../image.js';
import { type ByteSource, sourceOf } from '../byte-source.js';
import { failedDecoding } from '../failures.js';
import { aperioPixelSize, isAperio } from './aperio.js';
import { createBlockCache } from './block-cache.js';
import { type DecodeBlock, decodeBlocks } from './decode-block.js';
import { type Directory, number, readDirectories, type TiffFile, text } from './directory.js';
import { isImageJ, promisedPlanes, readImageJ } from './imagej.js';
import { type Layout, readLayout } from './layout.js';
import { companionNote, mapOme } from './ome.js';
import { isOmeXml, readOmeXml } from './ome-xml.js';
import { resolutionPixelSize } from './pixel-size.js';
import type { PlaneMap } from './plane-map.js';
import { splitRawStrips } from './raw-strips.js';
import { describePage, describeStack, readPages, readStack, type TiffPages } from './read-selection.js';
import { TAG } from './tags.js';

/**
 * Opens a TIFF or BigTIFF: stripes or tiles, any planar configuration; integers of 1 to 64 bits and floats; grey,
 * palette, RGB and YCbCr; LZW, Deflate, PackBits, JPEG and Zstandard. Axes are read from OME-XML (its first
 * image) and from ImageJ's description; a file with neither has `pages`.
 *
 * - Unsigned samples of 8 to 16 bits come out as stored (12 bits in 16); fewer than 8 bits are stretched over 0..255.
 * - Signed, 32 and 64 bit integers and all floats come out as 32 bit floats, unscaled: exact up to 2^24.
 * - "White is zero" is turned round, so that more is brighter. In ImageJ and OME files a colour map is taken for
 *   a display table, and the indices for intensities.
 * - An alpha sample is dropped. Reduced-resolution pages, and the label and macro pages of Aperio slides, are hidden.
 * - Pages may differ in size and kind; the source then describes the first.
 *
 * Pixels are read when they are asked for, by the strips and tiles that hold them, and some decoded ones are kept for the
 * regions beside them. A strip or tile that is compressed can only be unpacked whole.
 *
 * @throws ImageFormatError where the file is damaged or stored in a way that is not covered
 */
export async function openTiff(bytes: Uint8Array | ByteSource, name?: string): Promise<ImageSource> {
  try {
    const file = await readDirectories(sourceOf(bytes));
    const description = text(file.directories[0]!, TAG.description) ?? '';
    const pages = pagesOf(file, description, name);
    const first = pages.layout(0);
    // The end of a file is what a broken copy lacks.
    pages.layout(pages.count - 1);
    return describe(pages, first, description);
  } catch (cause) {
    throw failedDecoding('tiff', name, cause);
  }
}

/** Bytes of decoded strips and tiles that are kept of a file. */
const KEPT_BYTES = 2 ** 26;

function describe(pages: TiffPages, first: Layout, description: string): ImageSource {
  const { map, note } = axes(pages, first, description);
  const pixelSize =
    map?.pixelSize ??
    (isAperio(description) ? aperioPixelSize(description) : undefined) ??
    (isImageJ(description) ? undefined : resolutionPixelSize(pages.file, pages.directories[0]!));
  const channels = map?.channels ?? first.channels;
  const colour = channels === first.channels ? first.colour : channels === 1 ? 'grey' : 'multichannel';
  return {
    format: 'tiff',
    width: first.width,
    height: first.height,
    channels,
    depth: map?.depth ?? 1,
    times: map?.times ?? 1,
    pages: map === undefined ? pages.count : 1,
    colour,
    bitDepth: first.bitDepth,
    ...(map?.channelNames && { channelNames: map.channelNames }),
    ...(pixelSize && { pixelSize }),
    describe: (selection?: Selection) =>
      map === undefined ? describePage(pages, selection, note) : describeStack(pages, map, colour, selection),
    read: (selection?: Selection, signal?: AbortSignal) =>
      map === undefined
        ? readPages(pages, selection, note, signal)
        : readStack(pages, map, colour, selection, signal),
  };
}

function axes(pages: TiffPages, first: Layout, description: string): { map?: PlaneMap; note: string } {
  const facts = { pages: pages.count, pageChannels: first.channels, name: pages.name };
  if (isOmeXml(description)) {
    const image = readOmeXml(description);
    const map = image && mapOme(image, facts);
    const note = image?.metadataFile === undefined ? '' : companionNote(image.metadataFile);
    return { ...(map && { map }), note };
  }
  if (isImageJ(description)) {
    const per = (tag: number) => number(pages.file, pages.directories[0]!, tag) ?? Number.NaN;
    const map = readImageJ(description, facts, { x: per(TAG.xResolution), y: per(TAG.yResolution) });
    return { ...(map && { map }), note: '' };
  }
  return { note: '' };
}

/** The pages that hold pictures in their own right, each with its layout once asked for. */
function pagesOf(file: TiffFile, description: string, name: string | undefined): TiffPages {
  const structured = isOmeXml(description) || isImageJ(description);
  const options = { name, mapIsDisplay: structured };
  const directories = structured ? file.directories : pictures(file, description);
  const layouts = new Map<number, Layout>();
  const stored = (page: number): Layout => {
    const layout = layouts.get(page) ?? readLayout(file, directories[page]!, options);
    layouts.set(page, layout);
    return layout;
  };
  const promised = isImageJ(description) ? promisedPlanes(description) : 1;
  const raw = directories.length === 1 && promised > 1 && stored(0).compression === 1;
  const layout = raw ? (page: number) => contiguous(stored(0), page, file.source.size) : stored;
  const decoders = new Map<number, Promise<DecodeBlock>>();
  return {
    file,
    name,
    directories,
    count: raw ? promised : directories.length,
    cache: createBlockCache(KEPT_BYTES),
    layout,
    decoder: (page) => {
      const decoder = decoders.get(page) ?? decodeBlocks(file, layout(page), name);
      decoders.set(page, decoder);
      return decoder;
    },
  };
}

function pictures(file: TiffFile, description: string): readonly Directory[] {
  if (isAperio(description)) return file.directories.slice(0, 1);
  const full = file.directories.filter((directory) => {
    const type = number(file, directory, TAG.subfileType) ?? 0;
    return (type & 0b101) === 0;
  });
  return full.length > 0 ? full : file.directories.slice(0, 1);
}

/** Plane number `plane` of those that follow each other without gaps from the first strip on. */
function contiguous(first: Layout, plane: number, fileBytes: number): Layout {
  const planeBytes = Math.ceil((first.width * first.samples * first.bits) / 8) * first.height;
  const offset = first.offsets[0]! + plane * planeBytes;
  if (offset + planeBytes > fileBytes) throw new RangeError(`plane ${plane} lies beyond the end of the file`);
  return splitRawStrips({
    ...first,
    tiled: false,
    separate: false,
    blockHeight: first.height,
    offsets: [offset],
    byteCounts: [planeBytes],
  });
}
