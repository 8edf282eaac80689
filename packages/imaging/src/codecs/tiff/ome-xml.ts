import { XMLParser } from 'fast-xml-parser';
import type { PixelSize } from '../../image.js';
import { micrometresPer, pixelSizeOf } from './pixel-size.js';

/** One `TiffData` element: a run of planes, from a first index on, in this or another file. */
export interface OmeRun {
  readonly page: number | undefined;
  readonly planes: number | undefined;
  readonly first: { readonly C: number; readonly Z: number; readonly T: number };
  readonly uuid: string | undefined;
  readonly fileName: string | undefined;
}

/** What is used of an OME-XML block: its first image. */
export interface OmeImage {
  readonly uuid: string | undefined;
  /** Set where this block is only a pointer: the file that holds the metadata. */
  readonly metadataFile: string | undefined;
  readonly sizes: { readonly C: number; readonly Z: number; readonly T: number };
  /** The order of the planes, fastest axis first: a permutation of C, Z and T. */
  readonly order: readonly ('C' | 'Z' | 'T')[];
  /** Names by channel; empty where a channel has none. */
  readonly channelNames: readonly string[];
  /** Pixel channels of one OME channel: 3 for RGB. */
  readonly samplesPerChannel: number;
  readonly pixelSize: PixelSize | undefined;
  readonly runs: readonly OmeRun[];
}

type Element = Readonly<Record<string, unknown>>;

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseAttributeValue: false,
  parseTagValue: false,
  removeNSPrefix: true,
});

/** Whether an image description is OME-XML. */
export function isOmeXml(description: string): boolean {
  return /<(\w+:)?OME[\s>]/.test(description);
}

/**
 * Reads the first image of an OME-XML block (schema 2016-06 and its predecessors). Fields that are missing or odd
 * get their defaults; nothing but broken XML is refused.
 *
 * @returns undefined where the XML is broken, or has neither pixels nor a pointer to a metadata file
 */
export function readOmeXml(xml: string): OmeImage | undefined {
  let ome: Element | undefined;
  try {
    ome = children(parser.parse(xml) as Element, 'OME')[0];
  } catch {
    return undefined;
  }
  if (ome === undefined) return undefined;
  const pixels = children(children(ome, 'Image')[0] ?? {}, 'Pixels')[0];
  const pointer = children(ome, 'BinaryOnly')[0];
  if (pixels === undefined && pointer === undefined) return undefined;
  return {
    uuid: attribute(ome, 'UUID'),
    metadataFile: pointer && attribute(pointer, 'MetadataFile'),
    ...read(pixels ?? {}),
  };
}

function read(pixels: Element) {
  const channels = children(pixels, 'Channel');
  const order = [...(attribute(pixels, 'DimensionOrder') ?? 'XYCZT').slice(2)] as ('C' | 'Z' | 'T')[];
  return {
    sizes: { C: size(pixels, 'SizeC'), Z: size(pixels, 'SizeZ'), T: size(pixels, 'SizeT') },
    order: [...order].sort().join('') === 'CTZ' ? order : (['C', 'Z', 'T'] as const),
    channelNames: channels.map((channel) => attribute(channel, 'Name') ?? ''),
    samplesPerChannel: channels[0] === undefined ? 1 : size(channels[0], 'SamplesPerPixel'),
    pixelSize: pixelSize(pixels),
    runs: children(pixels, 'TiffData').map(readRun),
  };
}

function readRun(data: Element): OmeRun {
  const reference = children(data, 'UUID')[0];
  return {
    page: whole(attribute(data, 'IFD')),
    planes: whole(attribute(data, 'PlaneCount')),
    first: {
      C: whole(attribute(data, 'FirstC')) ?? 0,
      Z: whole(attribute(data, 'FirstZ')) ?? 0,
      T: whole(attribute(data, 'FirstT')) ?? 0,
    },
    uuid: reference && attribute(reference, 'text'),
    fileName: reference && attribute(reference, 'FileName'),
  };
}

/** `PhysicalSizeX` and `PhysicalSizeY`, in micrometres unless their unit says otherwise. */
function pixelSize(pixels: Element): PixelSize | undefined {
  const [x, y] = ['X', 'Y'].map((axis) => {
    const unit = micrometresPer(attribute(pixels, `PhysicalSize${axis}Unit`) ?? 'µm');
    return Number(attribute(pixels, `PhysicalSize${axis}`)) * (unit ?? Number.NaN);
  });
  return pixelSizeOf(x!, y!, 'ome-xml');
}

/** Child elements by name: the parser gives one as itself, several as an array, and a childless one as its text. */
function children(parent: Element, name: string): Element[] {
  const found = parent[name];
  return (Array.isArray(found) ? found : found === undefined ? [] : [found]).map((child: unknown) =>
    typeof child === 'object' && child !== null ? (child as Element) : { '@text': child },
  );
}

function attribute(element: Element, name: string): string | undefined {
  const value = element[`@${name}`] ?? (name === 'text' ? element['#text'] : undefined);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function size(element: Element, name: string): number {
  const value = whole(attribute(element, name));
  return value === undefined || value < 1 ? 1 : value;
}

function whole(text: string | undefined): number | undefined {
  const value = text === undefined ? Number.NaN : Number(text);
  return Number.isInteger(value) && value >= 0 ? value : undefined;
}
