import { stripVTControlCharacters } from 'node:util';

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Code points that terminals draw two columns wide: East Asian Wide and Fullwidth (Unicode Annex 11), and emoji. */
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}|\ufe0f/u;

/** Marks and format characters that take no column of their own. */
const zeroWidth = /^[\p{Mark}\p{Cf}]+$/u;

/** Columns that a text takes in a terminal; escape codes take none. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const { segment } of segmenter.segment(stripVTControlCharacters(text)))
    width += graphemeWidth(segment);
  return width;
}

/**
 * Shortens a plain text to at most `columns` by cutting out its middle: the beginning of a path and the end of a
 * file name tell most. Texts that fit are returned as they are.
 */
export function truncateMiddle(text: string, columns: number): string {
  if (displayWidth(text) <= columns) return text;
  if (columns < 1) return '';
  const graphemes = [...segmenter.segment(text)].map(({ segment }) => segment);
  const tail = take(graphemes.toReversed(), Math.ceil((columns - 1) / 2)).reverse();
  const head = take(graphemes, columns - 1 - displayWidth(tail.join('')));
  return `${head.join('')}…${tail.join('')}`;
}

/** Shortens a plain text to at most `columns` by cutting off its end. */
export function truncateEnd(text: string, columns: number): string {
  if (displayWidth(text) <= columns) return text;
  if (columns < 1) return '';
  const graphemes = [...segmenter.segment(text)].map(({ segment }) => segment);
  return `${take(graphemes, columns - 1).join('')}…`;
}

/** Replaces control characters, so that the name of a file can neither break a line nor command the terminal. */
export function withoutControls(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, '\ufffd');
}

function take(graphemes: readonly string[], columns: number): string[] {
  const taken: string[] = [];
  let used = 0;
  for (const grapheme of graphemes) {
    used += graphemeWidth(grapheme);
    if (used > columns) break;
    taken.push(grapheme);
  }
  return taken;
}

function graphemeWidth(grapheme: string): number {
  if (zeroWidth.test(grapheme)) return 0;
  return wide.test(grapheme) ? 2 : 1;
}
