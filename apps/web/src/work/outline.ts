/**
 * The pixels of a cell as a short text, so that a hundred thousand cells can be kept with theirs: a nucleus of twenty rows takes
 * some seventy bytes. Of each run of pixels, in raster order: rows down from the run before, its first column relative to that
 * of the run before, and its length; the first run starts from row 0 and column 0. Numbers are written as in COCO's compact run
 * lengths (COCO API, `maskApi`): 6 bits per character (plus 48), 5 of data and a continuation bit, least significant first,
 * sign-extended.
 */
export type Outline = string;

/** Row, first column and column after the last of each run of pixels, one after the other, in raster order. */
export type Runs = readonly number[];

export function packOutline(runs: Runs): Outline {
  let [text, row, column] = ['', 0, 0];
  for (let i = 0; i < runs.length; i += 3) {
    const [y, start, end] = [runs[i]!, runs[i + 1]!, runs[i + 2]!];
    text += digits(y - row) + digits(start - column) + digits(end - start);
    [row, column] = [y, start];
  }
  return text;
}

export function unpackOutline(outline: Outline): number[] {
  const numbers = numbersOf(outline);
  let [row, column] = [0, 0];
  for (let i = 0; i < numbers.length; i += 3) {
    row += numbers[i]!;
    column += numbers[i + 1]!;
    [numbers[i], numbers[i + 1], numbers[i + 2]] = [row, column, column + numbers[i + 2]!];
  }
  return numbers;
}

/** An outline by whole pixels to the right and down. */
export function shiftOutline(outline: Outline, x: number, y: number): Outline {
  if (x === 0 && y === 0) return outline;
  const runs = unpackOutline(outline);
  return packOutline(runs.map((value, i) => value + (i % 3 === 0 ? y : x)));
}

const ZERO = 48;

function digits(number: number): string {
  let [text, value] = ['', number];
  for (;;) {
    const bits = value & 31;
    value >>= 5;
    if (value === ((bits & 16) === 0 ? 0 : -1)) return text + String.fromCharCode(bits + ZERO);
    text += String.fromCharCode((bits | 32) + ZERO);
  }
}

function numbersOf(text: string): number[] {
  const numbers: number[] = [];
  for (let at = 0; at < text.length; ) {
    let [value, shift, bits] = [0, 0, 32];
    while ((bits & 32) !== 0) {
      bits = text.charCodeAt(at++) - ZERO;
      value |= (bits & 31) << shift;
      shift += 5;
    }
    numbers.push((bits & 16) === 0 ? value : value | (-1 << shift));
  }
  return numbers;
}
