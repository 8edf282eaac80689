import { SelectionError } from '../errors.js';
import type { ColourModel, ImageSource, Region, Selection } from '../image.js';

/** What a source holds, as far as a selection is concerned. */
export type Extent = Pick<ImageSource, 'width' | 'height' | 'channels' | 'depth' | 'times' | 'pages'>;

/** A selection with every default filled in and every index known to exist. */
export interface ResolvedSelection {
  readonly channels: readonly number[];
  /** The focal planes to read; more than one means their maximum projection. */
  readonly planes: readonly number[];
  readonly time: number;
  readonly page: number;
  readonly region: Region;
}

/**
 * Fills in the defaults of a selection and checks it against what the picture holds.
 *
 * @param note - appended to every message, for what only the codec knows (e.g. that other planes are in other files)
 * @throws SelectionError naming the property, the value received and what exists
 */
export function resolveSelection(extent: Extent, selection: Selection = {}, note = ''): ResolvedSelection {
  const { channels, z = 0, t = 0, page = 0 } = selection;
  if (channels?.length === 0) {
    throw new SelectionError(`selection.channels is empty; leave it out to read all channels.${note}`);
  }
  for (const channel of channels ?? []) {
    requireIndex('channels', channel, extent.channels, 'channel', note);
  }
  if (z !== 'max') requireIndex('z', z, extent.depth, 'focal plane', note);
  requireIndex('t', t, extent.times, 'time point', note);
  requireIndex('page', page, extent.pages, 'page', note);
  return {
    channels: channels ?? upTo(extent.channels),
    planes: z === 'max' ? upTo(extent.depth) : [z],
    time: t,
    page,
    region: resolveRegion(extent, selection.region),
  };
}

/** The colour model of what is left when only some channels of an image are read. */
export function selectedColour(colour: ColourModel, channels: readonly number[]): ColourModel {
  if (colour === 'rgb' && channels.length === 3 && channels.every((channel, i) => channel === i))
    return 'rgb';
  return channels.length === 1 ? 'grey' : 'multichannel';
}

/** Checks a region against a picture's size; without one, the whole picture. */
export function resolveRegion(size: { width: number; height: number }, region?: Region): Region {
  const { width, height } = size;
  if (region === undefined) return { x: 0, y: 0, width, height };
  const { x, y } = region;
  const integers = [x, y, region.width, region.height].every(Number.isInteger);
  const inside = x >= 0 && y >= 0 && x + region.width <= width && y + region.height <= height;
  if (!integers || region.width < 1 || region.height < 1 || !inside) {
    throw new SelectionError(
      `The region x=${x}, y=${y}, width=${region.width}, height=${region.height} does not lie inside the ` +
        `${width} x ${height} picture; give whole pixels and at least one of them.`,
    );
  }
  return region;
}

/** The selection of a part of what is selected; `region` is in the coordinates of the selected picture. */
export function selectWithin(selection: Selection, region: Region): Selection {
  const { x = 0, y = 0 } = selection.region ?? {};
  return { ...selection, region: { ...region, x: x + region.x, y: y + region.y } };
}

function requireIndex(property: string, value: number, count: number, noun: string, note: string): void {
  if (Number.isInteger(value) && value >= 0 && value < count) return;
  const exists = count === 1 ? `one ${noun}, number 0` : `${count} ${noun}s, numbers 0 to ${count - 1}`;
  throw new SelectionError(`selection.${property} is ${value}, but the picture has ${exists}.${note}`);
}

function upTo(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i);
}
