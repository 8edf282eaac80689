import type { PixelSize } from '../../image.js';
import { micrometresPer, pixelSizeOf } from './pixel-size.js';
import type { PageCount, PlaneMap } from './plane-map.js';

/** Whether an image description is ImageJ's. */
export function isImageJ(description: string): boolean {
  return description.startsWith('ImageJ=');
}

/**
 * Reads the axes of an ImageJ TIFF from its description, one `key=value` a line. Planes stand in the order XYCZT:
 * channels change fastest, then focal planes, then time points.
 *
 * @param resolution - pixels per `unit` in x and y, by the resolution tags
 * @returns undefined where the numbers do not fit the pages of the file
 */
export function readImageJ(
  description: string,
  file: PageCount,
  resolution: { readonly x: number; readonly y: number },
): PlaneMap | undefined {
  const fields = readFields(description);
  const size = pixelSize(fields, resolution);
  const [hyperChannels, slices, frames] = ['channels', 'slices', 'frames'].map((key) =>
    count(fields.get(key)),
  );
  const stated = hyperChannels! * slices! * frames! > 1;
  const depth = stated ? slices! : file.pages;
  if ((stated ? hyperChannels! * slices! * frames! : depth) !== file.pages) return undefined;
  return {
    channels: hyperChannels! * file.pageChannels,
    depth,
    times: frames!,
    ...(size && { pixelSize: size }),
    locate: (channel, z, t) => ({
      page: (t * depth + z) * hyperChannels! + Math.floor(channel / file.pageChannels),
      channel: channel % file.pageChannels,
    }),
  };
}

/** How many planes the description promises: files over 4 GB hold them one after another behind a single directory. */
export function promisedPlanes(description: string): number {
  return count(readFields(description).get('images'));
}

function readFields(description: string): Map<string, string> {
  return new Map(
    description.split(/\r?\n/).flatMap((line) => {
      const equals = line.indexOf('=');
      return equals < 0 ? [] : [[line.slice(0, equals).trim(), line.slice(equals + 1).trim()] as const];
    }),
  );
}

function count(text: string | undefined): number {
  const value = Number(text);
  return Number.isInteger(value) && value > 0 ? value : 1;
}

function pixelSize(fields: Map<string, string>, resolution: { x: number; y: number }): PixelSize | undefined {
  const unit = micrometresPer(fields.get('unit') ?? '');
  if (unit === undefined) return undefined;
  const yUnit = micrometresPer(fields.get('yunit') ?? '') ?? unit;
  return pixelSizeOf(unit / resolution.x, yUnit / resolution.y, 'imagej');
}
