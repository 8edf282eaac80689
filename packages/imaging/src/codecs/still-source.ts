import type { Image, ImageDescription, ImageSource, PixelSize, Selection } from '../image.js';
import { emptyLike } from './empty-like.js';
import { resolveSelection, selectedColour } from './select.js';

/** Offers one decoded picture, of one plane and one page, as a source. */
export function stillSource(format: ImageSource['format'], image: Image, pixelSize?: PixelSize): ImageSource {
  const { width, height, channels, colour, bitDepth } = image;
  const extent = { width, height, channels, depth: 1, times: 1, pages: 1 };
  return {
    format,
    ...extent,
    colour,
    bitDepth,
    ...(pixelSize === undefined ? {} : { pixelSize }),
    describe: (selection?: Selection) => describe(image, resolveSelection(extent, selection)),
    read: async (selection?: Selection, signal?: AbortSignal) => {
      signal?.throwIfAborted();
      return cut(image, resolveSelection(extent, selection));
    },
  };
}

type Resolved = ReturnType<typeof resolveSelection>;

function describe(image: Image, selection: Resolved): ImageDescription {
  return { ...facts(image, selection), blocks: { width: selection.region.width, height: 1 } };
}

function facts({ colour, bitDepth }: Image, { region, channels }: Resolved): Omit<Image, 'data'> {
  const { width, height } = region;
  return {
    width,
    height,
    channels: channels.length,
    colour: selectedColour(colour, channels),
    bitDepth,
  };
}

function cut(image: Image, selection: Resolved): Image {
  const { region, channels } = selection;
  const area = region.width * region.height;
  const data = emptyLike(image.data, area * channels.length);
  channels.forEach((channel, c) => {
    for (let y = 0; y < region.height; y++) {
      const from = (channel * image.height + region.y + y) * image.width + region.x;
      data.set(image.data.subarray(from, from + region.width), c * area + y * region.width);
    }
  });
  return { ...facts(image, selection), data };
}
