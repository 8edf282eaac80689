import type { Region, Samples } from '@celltally/imaging';
import type { ViewedPicture } from '../viewer.js';
import type { SampleCache } from './sample-cache.js';

/** One tile of the picture with the channels of it that were read so far. */
export interface SampleTile {
  readonly picture: ViewedPicture;
  /** In pixels of the picture. */
  readonly region: Region;
  /** Pixels of the picture along one sample. */
  readonly reduction: number;
  /** Samples of a plane. */
  readonly width: number;
  readonly height: number;
  readonly planes: Map<number, Samples>;
}

export function emptyTile(picture: ViewedPicture, region: Region, reduction: number): SampleTile {
  return {
    picture,
    region,
    reduction,
    width: Math.ceil(region.width / reduction),
    height: Math.ceil(region.height / reduction),
    planes: new Map(),
  };
}

/** Puts the channels into the tile that it lacks, from the cache or from the picture. */
export async function fillTile(
  tile: SampleTile,
  channels: readonly number[],
  cache: SampleCache,
  signal: AbortSignal,
): Promise<void> {
  const { picture, region, reduction, width, height, planes } = tile;
  const keyOf = (channel: number) => `${picture.id}/${reduction}/${region.x}/${region.y}/${channel}`;
  for (const channel of channels) {
    const kept = cache.get(keyOf(channel));
    if (kept !== undefined && !planes.has(channel)) planes.set(channel, kept);
  }
  const lacking = channels.filter((channel) => !planes.has(channel));
  if (lacking.length === 0) return;
  const samples = await picture.read(region, reduction, lacking, signal);
  signal.throwIfAborted();
  const length = width * height;
  lacking.forEach((channel, index) => {
    // A copy: a view would keep the samples of all channels in memory after the others were given up.
    const plane = lacking.length === 1 ? samples : samples.slice(index * length, (index + 1) * length);
    planes.set(channel, plane);
    cache.put(keyOf(channel), plane);
  });
}
