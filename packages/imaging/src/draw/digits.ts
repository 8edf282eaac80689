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

/**
 * Writes a number in white on a dark box into the top-left corner of a three-channel picture, in place, in a size that
 * suits the picture. Characters other than digits, point and minus are left out.
 */
export function drawNumber(picture: Image, text: string): void {
  const { width, height } = picture;
  const scale = Math.max(1, Math.round(Math.min(width, height) / 220));
  const glyphs = [...text].flatMap((character) => {
    const rows = GLYPHS[character];
    return rows ? [rows] : [];
  });
  if (glyphs.length === 0) return;
  const margin = 2 * scale;
  const boxWidth = Math.min(width, (glyphs.length * (GLYPH_WIDTH + 1) - 1) * scale + 2 * margin);
  const boxHeight = Math.min(height, GLYPH_HEIGHT * scale + 2 * margin);
  for (let y = 0; y < boxHeight; y++) {
    for (let x = 0; x < boxWidth; x++) {
      const column = Math.floor((x - margin) / scale);
      const row = Math.floor((y - margin) / scale);
      const glyph = glyphs[Math.floor(column / (GLYPH_WIDTH + 1))];
      const bits = glyph?.[row] ?? 0;
      const lit = (bits >> (GLYPH_WIDTH - 1 - (column % (GLYPH_WIDTH + 1)))) & 1;
      const inGlyph = column >= 0 && column % (GLYPH_WIDTH + 1) < GLYPH_WIDTH;
      const white = lit === 1 && inGlyph;
      blend(picture, y * width + x, white ? PALETTE.white : PALETTE.black, white ? 1 : 0.7);
    }
  }
}
