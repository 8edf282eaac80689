import type { ColourModel } from '../../image.js';
import { unsupportedFile } from '../failures.js';
import { type Palette, paletteChannels } from '../palette.js';
import { type Directory, number, numbers, rawBytes, type TiffFile } from './directory.js';
import { splitRawStrips } from './raw-strips.js';
import { TAG } from './tags.js';
import type { YCbCr } from './ycbcr.js';

/** How stored samples turn into channels. */
export type Colouring =
  | { readonly kind: 'direct'; readonly inverted: boolean }
  | { readonly kind: 'palette'; readonly palette: Palette }
  | ({ readonly kind: 'ycbcr' } & YCbCr);

/** How the samples of one page are stored. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  /** Samples stored per pixel, alpha included. */
  readonly samples: number;
  readonly bits: number;
  readonly format: 'unsigned' | 'signed' | 'float';
  /** Every sample has blocks of its own (PlanarConfiguration 2). */
  readonly separate: boolean;
  readonly compression: number;
  readonly predictor: number;
  readonly reversedBits: boolean;
  readonly jpegTables?: Uint8Array;
  readonly tiled: boolean;
  /** Size of a tile, or of a strip other than the last. */
  readonly blockWidth: number;
  readonly blockHeight: number;
  readonly offsets: readonly number[];
  readonly byteCounts: readonly number[];
  readonly colouring: Colouring;
  /** What the page gives when read. */
  readonly channels: number;
  readonly colour: ColourModel;
  readonly bitDepth: 8 | 16 | 32;
}

export interface LayoutOptions {
  readonly name?: string | undefined;
  /** A colour map is a display table only, the indices are the intensities: so in ImageJ and OME files. */
  readonly mapIsDisplay?: boolean;
}

/** Compressions (LZW, Deflate, Zstandard) that the predictor tag applies to; with others it is to be ignored. */
const predicting = [5, 8, 32946, 50000];

/**
 * Reads how a page is stored, and checks that all of it lies in the file.
 *
 * @throws ImageFormatError for sample types and colour spaces that are not covered
 * @throws RangeError where required tags are missing or blocks lie outside the file
 */
export function readLayout(file: TiffFile, directory: Directory, options: LayoutOptions = {}): Layout {
  const one = (tag: number, fallback: number) => number(file, directory, tag) ?? fallback;
  const samples = one(TAG.samplesPerPixel, 1);
  const compression = one(TAG.compression, 1);
  const page = {
    width: one(TAG.width, 0),
    height: one(TAG.height, 0),
    samples,
    ...sampleType(file, directory, options.name),
    separate: one(TAG.planarConfiguration, 1) === 2 && samples > 1,
    compression,
    predictor: predicting.includes(compression) ? one(TAG.predictor, 1) : 1,
    reversedBits: one(TAG.fillOrder, 1) === 2 && compression !== 7,
  };
  if (page.width < 1 || page.height < 1) throw new RangeError(`a size of ${page.width} x ${page.height}`);
  const blocks = readBlocks(file, directory, page);
  const jpegTables = rawBytes(directory, TAG.jpegTables);
  const colours = readColouring(file, directory, page, options);
  return splitRawStrips({ ...page, ...blocks, ...colours, ...(jpegTables && { jpegTables }) });
}

function sampleType(file: TiffFile, directory: Directory, name: string | undefined) {
  const allBits = numbers(file, directory, TAG.bitsPerSample) ?? [1];
  const allFormats = numbers(file, directory, TAG.sampleFormat) ?? [1];
  const bits = allBits[0]!;
  const format = ({ 2: 'signed', 3: 'float' } as const)[allFormats[0]!] ?? 'unsigned';
  const widths = { unsigned: bits <= 16 ? [bits] : [32, 64], signed: [8, 16, 32, 64], float: [16, 32, 64] };
  const mixed = allBits.some((b) => b !== bits) || allFormats.some((f) => f !== allFormats[0]);
  if (mixed || allFormats[0]! > 4 || !widths[format].includes(bits)) {
    const variant = `with ${mixed ? `mixed samples of ${allBits.join(', ')}` : `${format} samples of ${bits}`} bits`;
    throw unsupportedFile('tiff', name, variant, 'Export it with 8 or 16 bit integers or 32 bit floats.');
  }
  const bitDepth: Layout['bitDepth'] = format !== 'unsigned' || bits > 16 ? 32 : bits > 8 ? 16 : 8;
  return { bits, format, bitDepth } as const;
}

type Page = Pick<Layout, 'width' | 'height' | 'samples' | 'bits' | 'separate' | 'compression' | 'bitDepth'>;

function readBlocks(file: TiffFile, directory: Directory, page: Page) {
  const tiled = directory.has(TAG.tileOffsets);
  const blockWidth = tiled ? (number(file, directory, TAG.tileWidth) ?? 0) : page.width;
  const rows = number(file, directory, tiled ? TAG.tileHeight : TAG.rowsPerStrip);
  const blockHeight = tiled ? (rows ?? 0) : Math.min(rows || page.height, page.height);
  if (blockWidth < 1 || blockHeight < 1) throw new RangeError('its tiles have no size');
  const offsets = numbers(file, directory, tiled ? TAG.tileOffsets : TAG.stripOffsets) ?? [];
  const perPlane = Math.ceil(page.width / blockWidth) * Math.ceil(page.height / blockHeight);
  const expected = perPlane * (page.separate ? page.samples : 1);
  if (offsets.length < expected)
    throw new RangeError(`${offsets.length} of ${expected} strips or tiles are there`);
  const { size } = file.source;
  const byteCounts =
    numbers(file, directory, tiled ? TAG.tileByteCounts : TAG.stripByteCounts) ?? gaps(offsets, size);
  for (let i = 0; i < expected; i++) {
    if (offsets[i]! + (byteCounts[i] ?? 0) > size) {
      throw new RangeError(`strip or tile ${i} of ${expected} lies beyond the end of the file`);
    }
  }
  return { tiled, blockWidth, blockHeight, offsets, byteCounts };
}

/** The bytes from each offset to the next one in the file: what blocks have at most whose writer states no counts. */
function gaps(offsets: readonly number[], end: number): number[] {
  const sorted = Float64Array.from(new Set([...offsets, end])).sort();
  const next = new Map(Array.from(sorted, (offset, i) => [offset, sorted[i + 1] ?? end]));
  return offsets.map((offset) => Math.max(0, next.get(offset)! - offset));
}

function readColouring(file: TiffFile, directory: Directory, page: Page, options: LayoutOptions) {
  const photometric = number(file, directory, TAG.photometric) ?? (page.samples >= 3 ? 2 : 1);
  const extra = numbers(file, directory, TAG.extraSamples) ?? [];
  const { samples } = page;
  if (photometric === 3 && !options.mapIsDisplay) {
    const palette = readPalette(numbers(file, directory, TAG.colourMap) ?? []);
    const channels = paletteChannels(palette);
    const bitDepth: Layout['bitDepth'] = palette instanceof Uint16Array ? 16 : 8;
    const colour: ColourModel = channels === 1 ? 'grey' : 'rgb';
    return { colouring: { kind: 'palette', palette } as const, channels, colour, bitDepth };
  }
  if (photometric === 6 && samples === 3 && page.bits === 8) {
    const subsampling = numbers(file, directory, TAG.yCbCrSubsampling) ?? [2, 2];
    const ycbcr: YCbCr = {
      coefficients: numbers(file, directory, TAG.yCbCrCoefficients) ?? [0.299, 0.587, 0.114],
      reference: numbers(file, directory, TAG.referenceBlackWhite) ?? [0, 255, 128, 255, 128, 255],
      subsampling: page.compression === 7 || page.separate ? [1, 1] : [subsampling[0]!, subsampling[1]!],
    };
    return { colouring: { kind: 'ycbcr', ...ycbcr } as const, channels: 3, colour: 'rgb' as const };
  }
  if (![0, 1, 2, 3, 4, 34892].includes(photometric)) {
    const variant = `in the colour space ${colourSpaces[photometric] ?? `number ${photometric}`}`;
    throw unsupportedFile('tiff', options.name, variant, 'Convert it to grey or RGB.');
  }
  const colouring = { kind: 'direct', inverted: photometric === 0 } as const;
  const base = photometric === 2 || photometric === 34892 ? 3 : 1;
  const isAlpha = (i: number) => extra[i - base] === 1 || extra[i - base] === 2;
  const alpha = samples > base && (isAlpha(samples - 1) || (base === 3 && samples === 4)) ? 1 : 0;
  const channels = samples - alpha;
  const colour: ColourModel = channels === 1 ? 'grey' : base === 3 && channels === 3 ? 'rgb' : 'multichannel';
  return { colouring, channels, colour };
}

const colourSpaces: Readonly<Record<number, string>> = {
  5: 'CMYK',
  6: 'YCbCr with other than three 8 bit samples',
  8: 'CIE L*a*b*',
  9: 'ICC L*a*b*',
  10: 'ITU L*a*b*',
  32803: 'of a raw sensor mosaic',
  32844: 'LogL',
  32845: 'LogLuv',
};

/** A TIFF colour map holds all reds, then greens, then blues, in 16 bits; most are 8 bit colours times 257 or 256. */
function readPalette(map: readonly number[]): Palette {
  const colours = Math.floor(map.length / 3);
  const bytes = map.every((v) => v % 257 === 0) ? 257 : map.every((v) => v % 256 === 0) ? 256 : undefined;
  const palette = bytes === undefined ? new Uint16Array(colours * 3) : new Uint8Array(colours * 3);
  for (let i = 0; i < colours; i++) {
    for (let c = 0; c < 3; c++) palette[i * 3 + c] = map[c * colours + i]! / (bytes ?? 1);
  }
  return palette;
}
