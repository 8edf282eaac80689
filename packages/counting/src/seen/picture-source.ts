import {
  crop,
  type Image,
  type ImageSource,
  planPieces,
  type Region,
  type Selection,
  selectWithin,
} from '@celltally/imaging';

/** A picture that can be read in parts. */
export type PictureSource = Pick<ImageSource, 'describe' | 'read'>;

/** A picture in memory as something to read parts of; a selection is taken to have been applied to it. */
export function sourceOfImage(image: Image): PictureSource {
  const { width, height, channels, colour, bitDepth } = image;
  const whole = { x: 0, y: 0, width, height };
  const blocks = { width, height };
  return {
    describe: ({ region = whole } = {}) => ({
      ...{ channels, colour, bitDepth, blocks },
      width: region.width,
      height: region.height,
    }),
    read: async ({ region } = {}) => (region === undefined ? image : crop(image, region)),
  };
}

/** Pictures of no more samples than this are decoded once where they are looked at several times. */
const KEPT_SAMPLES = 2 ** 25;

/** The picture that is selected, decoded once and kept if it is small enough for that. */
export async function keptSource(
  source: PictureSource,
  selection: Selection,
  signal?: AbortSignal,
): Promise<PictureSource> {
  const { width, height, channels } = source.describe(selection);
  if (width * height * channels <= KEPT_SAMPLES) return sourceOfImage(await source.read(selection, signal));
  return {
    describe: ({ region } = {}) => source.describe(region ? selectWithin(selection, region) : selection),
    read: ({ region } = {}, readSignal) =>
      source.read(region ? selectWithin(selection, region) : selection, readSignal),
  };
}

/** All of a picture, piece by piece, each read when it is asked for. */
export async function* piecesOf(source: PictureSource, signal?: AbortSignal): AsyncGenerator<Image> {
  for (const region of planPieces(source.describe())) {
    signal?.throwIfAborted();
    yield source.read({ region }, signal);
  }
}

/** Side of the piece in the middle of a large picture that is looked at, in pixels. */
const MIDDLE = 512;
/** Side of the other pieces. */
const OTHERS = 256;

/** The rectangle in the middle of a picture, of this side at most. */
export function middleOf(
  { width, height }: { readonly width: number; readonly height: number },
  side = MIDDLE,
): Region {
  const [w, h] = [Math.min(width, side), Math.min(height, side)];
  return { x: Math.floor((width - w) / 2), y: Math.floor((height - h) / 2), width: w, height: h };
}

/**
 * Where a picture is looked at to see what it is like: all of it if it is hardly larger than the piece in the middle, else
 * that piece, and a smaller one in the middle of each quarter. The one in the middle comes first.
 */
export function samplesOf(size: { readonly width: number; readonly height: number }): readonly Region[] {
  const { width, height } = size;
  if (width * height <= 1.5 * MIDDLE ** 2) return [{ x: 0, y: 0, width, height }];
  const half = { width: Math.floor(width / 2), height: Math.floor(height / 2) };
  const quarter = middleOf(half, OTHERS);
  const corners = [0, 1, 2, 3].map((i) => ({
    ...quarter,
    x: quarter.x + (i % 2) * (width - half.width),
    y: quarter.y + (i >> 1) * (height - half.height),
  }));
  return [middleOf(size), ...corners];
}
