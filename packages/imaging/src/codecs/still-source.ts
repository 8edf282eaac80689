import type { Image, ImageSource, PixelSize, Selection } from '../image.js';
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
    read: async (selection?: Selection, signal?: AbortSignal) => {
      signal?.throwIfAborted();
      return cut(image, resolveSelection(extent, selection));
    },
  };
}

function cut(image: Image, selection: ReturnType<typeof resolveSelection>): Image {
  const { region, channels } = selection;
  const area = region.width * region.height;
  const data = emptyLike(image.data, area * channels.length);
  channels.forEach((channel, c) => {
    for (let y = 0; y < region.height; y++) {
      const from = (channel * image.height + region.y + y) * image.width + region.x;
      data.set(image.data.subarray(from, from + region.width), c * area + y * region.width);
    }
  });
  const { width, height } = region;
  const colour = selectedColour(image.colour, channels);
  return { width, height, channels: channels.length, colour, bitDepth: image.bitDepth, data };
}
