import type { Image } from '../image.js';
import { blend } from './blend.js';
import { PALETTE } from './colours.js';
import { drawNumber, writingOf } from './digits.js';
import { heatColour } from './heat.js';

/** Share of the picture's height that the bar takes. */
const HEIGHT = 0.4;

/**
 * Explains the colours of heat in the bottom-right corner of a three-channel picture, in place: a bar from 0 to the
 * strongest value. Left out where nothing is warm, and where the picture is too small for it.
 */
export function drawColourBar(picture: Image, most: number): void {
  const { width, height } = picture;
  const top = twoDigits(most);
  const { scale, ...number } = writingOf(picture, top);
  const bar = { width: 6 * scale, height: Math.round(HEIGHT * height) };
  const across = number.width + bar.width + 2 * scale;
  if (most <= 0 || across > width / 2 || bar.height < 3 * number.height) return;
  const left = width - 2 * scale - bar.width;
  const above = height - 2 * scale - bar.height;
  for (let y = -scale; y < bar.height + scale; y++) {
    for (let x = -scale; x < bar.width + scale; x++) {
      const inside = x >= 0 && y >= 0 && x < bar.width && y < bar.height;
      const colour = inside ? heatColour(1 - y / (bar.height - 1)) : PALETTE.black;
      blend(picture, (above + y) * width + left + x, colour, 1);
    }
  }
  const beside = (text: string, y: number): void =>
    drawNumber(picture, text, { x: left - scale - writingOf(picture, text).width, y });
  beside(top, above - scale);
  beside('0', above + bar.height + scale - number.height);
}

/** Two significant digits without an exponent. */
function twoDigits(value: number): string {
  const decimals = value > 0 ? Math.max(0, 1 - Math.floor(Math.log10(value))) : 0;
  return value.toFixed(Math.min(20, decimals));
}
