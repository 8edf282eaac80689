import { gaussianBlur } from '../analysis/gaussian.js';
import { readReduced } from '../codecs/read-reduced.js';
import type { Image } from '../image.js';
import { toChannels } from '../transform/channels.js';
import { resize } from '../transform/resize.js';
import type { DatasetItem } from './dataset.js';

/** A picture of one list, and the same one in a later list, by their names. */
export interface Twins {
  readonly first: string;
  readonly second: string;
}

/** Side of the square that pictures are compared as, in pixels. */
const SIDE = 40;
/** What is wider than this, in pixels of that square, is light that falls unevenly rather than what is seen. */
const LIGHT = 2.5;
/** What is left out at the edges, where light that falls unevenly cannot be told. */
const EDGE = 2 * LIGHT;
/**
 * Correlation above which two pictures are the same one. Of five public sets, copies reach 0.999; one pair of much the same
 * tissue 0.92, all others less than 0.5.
 */
const SAME = 0.97;
/** How much the proportions of the sides of a picture and its copy may differ. */
const PROPORTION = 0.02;
/** Pixels a side to which pictures are reduced while they are read. */
const ENOUGH = 256;

/** What is left of a picture for the comparison. */
interface Print {
  readonly name: string;
  /** Width divided by height. */
  readonly shape: number;
  /** Of length 1 as a vector. */
  readonly pattern: Float32Array;
}

export interface FindTwinsOptions {
  /** Is told of every picture that was looked at. */
  readonly onPicture?: () => void;
  readonly signal?: AbortSignal;
}

/**
 * Finds pictures that are in several lists, such as the parts of a split, also where they were renamed, stored with another
 * size or bit depth, or brightened; not where they were inverted, turned or cut. Compared are small copies without what is
 * wider than a tenth of the picture. Pictures that cannot be read, and those without any structure, have no twins.
 */
export async function findTwins(
  lists: readonly (readonly DatasetItem[])[],
  options: FindTwinsOptions = {},
): Promise<readonly Twins[]> {
  const earlier: Print[] = [];
  const twins: Twins[] = [];
  for (const list of lists) {
    const prints = await printsOf(list, options);
    for (const print of prints)
      for (const other of earlier)
        if (isTwin(print, other)) twins.push({ first: other.name, second: print.name });
    earlier.push(...prints);
  }
  return twins;
}

async function printsOf(
  items: readonly DatasetItem[],
  { onPicture, signal }: FindTwinsOptions,
): Promise<readonly Print[]> {
  const prints: Print[] = [];
  for (const item of items) {
    signal?.throwIfAborted();
    const print = await printOf(item, signal);
    if (print !== undefined) prints.push(print);
    onPicture?.();
  }
  return prints;
}

async function printOf(item: DatasetItem, signal: AbortSignal | undefined): Promise<Print | undefined> {
  try {
    const source = await item.open();
    const { width, height } = source.describe();
    const factor = Math.max(1, Math.floor(Math.min(width, height) / ENOUGH));
    const pattern = patternOf(await readReduced(source, {}, factor, signal));
    return pattern && { name: item.name, shape: width / height, pattern };
  } catch {
    signal?.throwIfAborted();
    return undefined;
  }
}

/** The picture's structure, by its luminance; nothing where there is none. */
function patternOf(image: Image): Float32Array | undefined {
  const grey = toChannels(image, 1);
  const small = resize({ ...grey, bitDepth: 32, data: Float32Array.from(grey.data) }, SIDE, SIDE);
  // Square roots, so that a few bright spots are not all that counts.
  const samples = small.data as Float32Array;
  const least = samples.reduce((a, b) => Math.min(a, b));
  const data = samples.map((value) => Math.sqrt(value - least));
  const light = gaussianBlur({ width: SIDE, height: SIDE, data }, LIGHT);
  const rest = data
    .map((value, i) => value - light.data[i]!)
    .filter((_, i) => isInner(i % SIDE) && isInner(Math.floor(i / SIDE)));
  const length = Math.hypot(...rest);
  return length > 0 ? rest.map((value) => value / length) : undefined;
}

const isInner = (place: number): boolean => place >= EDGE && place < SIDE - EDGE;

function isTwin(a: Print, b: Print): boolean {
  if (Math.abs(a.shape / b.shape - 1) > PROPORTION) return false;
  let correlation = 0;
  for (let i = 0; i < a.pattern.length; i++) correlation += a.pattern[i]! * b.pattern[i]!;
  return correlation > SAME;
}
