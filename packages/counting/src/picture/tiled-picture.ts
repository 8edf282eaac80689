import {
  applyLines,
  crop,
  cutTile,
  type Image,
  type ImageDescription,
  type ImageSource,
  type IntensityLine,
  normalisationMeter,
  planPieces,
  type Region,
  resizePart,
  resizeSource,
  type Selection,
  selectWithin,
  type Tile,
  tileRegion,
} from '@celltally/imaging';
import { enlargedSize } from './enlarge.js';
import { channelsWanted, networkChannels, type Preparation, type PreparedPicture } from './preparation.js';

/** A picture of any size that is read tile by tile, ready for a network. */
export interface TiledPicture {
  /** As the network sees it: enlarged, if the preparation says so. */
  readonly width: number;
  readonly height: number;
  /** The picture's own size. */
  readonly own: { readonly width: number; readonly height: number };
  /**
   * One block: what preparePicture of the whole picture holds there, padded as the tile says.
   * @throws CountingError for samples that are no numbers
   */
  read(tile: Tile, signal?: AbortSignal): Promise<PreparedPicture>;
}

/** Default of `keptBytes`: small beside a network, and large enough for most pictures. */
const KEPT_BYTES = 2 ** 26;

/** How a picture is read. */
export interface TiledPictureOptions {
  /**
   * A picture with no more bytes of samples than this is decoded once and kept; of a larger one every tile is read when it
   * is asked for. The blocks are the same either way. Default 64 MiB.
   */
  readonly keptBytes?: number;
  readonly signal?: AbortSignal;
}

/**
 * Opens a picture for reading by tiles. Where the normalisation takes the picture's own percentiles, all of the picture
 * passes by once before (twice if its samples are floats).
 */
export async function openTiledPicture(
  source: Pick<ImageSource, 'describe' | 'read'>,
  selection: Selection,
  { normalisation, inputScale = 1 }: Preparation,
  { keptBytes = KEPT_BYTES, signal }: TiledPictureOptions = {},
): Promise<TiledPicture> {
  const description = source.describe(selection);
  const { channels, bitDepth } = description;
  const bytes = (description.width * description.height * channels * bitDepth) / 8;
  const readRegion = await regionReader(source, selection, bytes <= keptBytes, signal);
  const lines = await measureLines(description, { normalisation }, readRegion, signal);
  const own = { width: description.width, height: description.height };
  const size = enlargedSize(own, inputScale);
  return {
    ...size,
    own,
    read: async (tile, tileSignal) => {
      const region = tileRegion(tile, size);
      const source = resizeSource(own, size, region);
      const part = applyLines(networkChannels(await readRegion(source, tileSignal), normalisation), lines);
      const image =
        inputScale === 1 ? part : resizePart({ image: part, ...own, x: source.x, y: source.y }, size, region);
      const block = cutTile({ image, ...size, x: region.x, y: region.y }, tile);
      return {
        width: block.width,
        height: block.height,
        channels: block.channels as 1 | 3,
        data: block.data as Float32Array,
      };
    },
  };
}

/** Reads a region of the picture that was selected. */
type ReadRegion = (region: Region, signal?: AbortSignal) => Promise<Image>;

async function regionReader(
  source: Pick<ImageSource, 'describe' | 'read'>,
  selection: Selection,
  kept: boolean,
  signal: AbortSignal | undefined,
): Promise<ReadRegion> {
  if (kept) {
    const image = await source.read(selection, signal);
    return async (region) => crop(image, region);
  }
  return (region, regionSignal) => source.read(selectWithin(selection, region), regionSignal);
}

async function measureLines(
  description: ImageDescription,
  { normalisation }: Preparation,
  readRegion: ReadRegion,
  signal: AbortSignal | undefined,
): Promise<readonly IntensityLine[]> {
  const channels = channelsWanted(description, normalisation);
  const meter = normalisationMeter({ channels, bitDepth: description.bitDepth }, normalisation);
  if (meter.measures) {
    do {
      for (const piece of planPieces(description)) {
        signal?.throwIfAborted();
        meter.add(networkChannels(await readRegion(piece, signal), normalisation));
      }
    } while (meter.again());
  }
  return meter.lines();
}
