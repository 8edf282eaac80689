import type { Image } from '../image.js';
import { blend } from './blend.js';
import { PALETTE } from './colours.js';

/** Glyphs of 5 x 7 pixels: one number per row, the highest of five bits on the left. */
const GLYPHS: Readonly<Record<string, readonly number[]>> = {
  '0': [14, 17, 19, 21, 25, 17, 14],
  '1': [4, 12, 4, 4, 4, 4, 14],
  '2': [14, 17, 1, 2, 4, 8, 31],
  '3': [31, 2, 4, 2, 1, 17, 14],
  '4': [2, 6, 10, 18, 31, 2, 2],
  '5': [31, 16, 30, 1, 1, 17, 14],
  '6': [6, 8, 16, 30, 17, 17, 14],
  '7': [31, 1, 2, 4, 8, 8, 8],
  '8': [14, 17, 17, 14, 17, 17, 14],
  '9': [14, 17, 17, 15, 1, 2, 12],
  '.': [0, 0, 0, 0, 0, 12, 12],
  '-': [0, 0, 0, 31, 0, 0, 0],
};
const [GLYPH_WIDTH, GLYPH_HEIGHT] = [5, 7];
/** Points around a number within its box. */
const MARGIN = 2;

/** Characters with a glyph, and how large the box around them is, pixels. */
interface Writing {
  readonly glyphs: readonly (readonly number[])[];
  /** Pixels to a point of a glyph. */
  readonly scale: number;
  readonly width: number;
  readonly height: number;
}

/**
 * A number in a size that suits the picture. Characters other than digits, point and minus are left out.
 */
export function writingOf(picture: Pick<Image, 'width' | 'height'>, text: string): Writing {
  const scale = Math.max(1, Math.round(Math.min(picture.width, picture.height) / 220));
  const glyphs = [...text].flatMap((character) => {
    const rows = GLYPHS[character];
    return rows ? [rows] : [];
  });
  const across = glyphs.length === 0 ? 0 : glyphs.length * (GLYPH_WIDTH + 1) - 1 + 2 * MARGIN;
  return { glyphs, scale, width: across * scale, height: (GLYPH_HEIGHT + 2 * MARGIN) * scale };
}

/**
 * Writes a number in white on a dark box into a three-channel picture, in place; what lies outside is cut off.
 *
 * @param corner of the box: its top left. Default: the picture's
 */
export function drawNumber(picture: Image, text: string, corner = { x: 0, y: 0 }): void {
  const { glyphs, scale, ...box } = writingOf(picture, text);
  const margin = MARGIN * scale;
  const right = Math.min(picture.width - corner.x, box.width);
  const bottom = Math.min(picture.height - corner.y, box.height);
  for (let y = Math.max(0, -corner.y); y < bottom; y++) {
    for (let x = Math.max(0, -corner.x); x < right; x++) {
      const column = Math.floor((x - margin) / scale);
      const row = Math.floor((y - margin) / scale);
      const glyph = glyphs[Math.floor(column / (GLYPH_WIDTH + 1))];
      const bits = glyph?.[row] ?? 0;
      const lit = (bits >> (GLYPH_WIDTH - 1 - (column % (GLYPH_WIDTH + 1)))) & 1;
      const inGlyph = column >= 0 && column % (GLYPH_WIDTH + 1) < GLYPH_WIDTH;
      const white = lit === 1 && inGlyph;
      const pixel = (corner.y + y) * picture.width + corner.x + x;
      blend(picture, pixel, white ? PALETTE.white : PALETTE.black, white ? 1 : 0.7);
    }
  }
}
