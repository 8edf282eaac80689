import type { Image } from '../image.js';

/** Colours of an indexed picture, red, green and blue of each in turn: `[colours, 3]`. */
export type Palette = Uint8Array | Uint16Array;

/** How many channels {@link fromPalette} will give: 1 where the palette holds shades of grey only, else 3. */
export function paletteChannels(palette: Palette): 1 | 3 {
  for (let i = 0; i < palette.length; i += 3) {
    if (palette[i] !== palette[i + 1] || palette[i] !== palette[i + 2]) return 3;
  }
  return 1;
}

/**
 * Replaces the indices of an indexed picture by their colours. A palette of greys only gives one grey channel,
 * because that is how microscopes' grey pictures are stored in indexed formats.
 *
 * @throws RangeError where an index has no colour
 */
export function fromPalette(
  indices: ArrayLike<number>,
  palette: Palette,
  width: number,
  height: number,
): Image {
  const area = width * height;
  const channels = paletteChannels(palette);
  const data =
    palette instanceof Uint16Array ? new Uint16Array(area * channels) : new Uint8Array(area * channels);
  const colours = palette.length / 3;
  for (let i = 0; i < area; i++) {
    const index = indices[i]!;
    if (index >= colours) throw new RangeError(`palette index ${index} exceeds the ${colours} colours`);
    for (let c = 0; c < channels; c++) data[c * area + i] = palette[index * 3 + c]!;
  }
  const bitDepth = palette instanceof Uint16Array ? 16 : 8;
  return { width, height, channels, colour: channels === 1 ? 'grey' : 'rgb', bitDepth, data };
}
