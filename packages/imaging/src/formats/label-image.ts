import { type Components, connectedComponents } from '../analysis/components.js';
import type { LabelImage } from '../analysis/label-image.js';
import { labelObjects } from '../analysis/label-objects.js';
import { AnnotationError } from '../errors.js';
import type { Image } from '../image.js';
import type { MaskRule } from './mask-rule.js';
import { setPixels } from './set-pixels.js';

type LabelMarks = 'unique-labels' | 'reused-labels' | 'binary-mask';

/** Options of `readLabelImage`. */
export interface LabelImageOptions extends Omit<MaskRule, 'marks'> {
  /** Default: by content, see `readLabelImage`. */
  readonly marks?: LabelMarks;
}

/** The objects of a label picture, each under a label of its own, and the rule by which they were read. */
export interface LabelledObjects {
  readonly annotation: { readonly kind: 'labels' } & LabelImage;
  readonly rule: MaskRule & { readonly marks: LabelMarks };
}

/** Share of the labels with several separate regions from which on labels are taken as reused. */
const REUSED_SHARE = 0.05;

/**
 * Reads a label picture (0 is background). The number of objects is never taken from the largest label.
 *
 * Without `marks` the content decides: one value beside 0 is a binary mask, whose connected regions become
 * objects; labels of which more than one in twenty has several separate regions are reused, and each region
 * becomes an object; otherwise every label is an object and keeps its value.
 */
export function readLabelImage(image: Image, options: LabelImageOptions = {}): LabelledObjects {
  const { width, height } = image;
  const minimum = options.minimumObjectPixels ?? 1;
  const values = labelValues(image, options.channel);
  const regions = () => connectedComponents({ width, height, values });
  const marks = options.marks ?? labelMarks(regions());

  const labels = (): Uint32Array => {
    if (marks === 'unique-labels') return values;
    if (marks === 'reused-labels') return regions().labels;
    return connectedComponents({ width, height, values: setPixels(image, options).set }).labels;
  };
  return {
    annotation: {
      kind: 'labels',
      width,
      height,
      labels: withoutSmall({ width, height, labels: labels() }, minimum),
    },
    rule: { ...options, marks },
  };
}

/** Which rule the regions of one or several label pictures follow. */
export function labelMarks(...pictures: readonly Pick<Components, 'components'>[]): LabelMarks {
  const regions = pictures.map(({ components }) => components.map(({ value }) => value));
  const distinct = regions.map((values) => new Set(values).size);
  if (distinct.every((count) => count < 2)) return 'binary-mask';
  const labels = distinct.reduce((sum, count) => sum + count, 0);
  const repeated = regions.reduce((sum, values) => sum + countRepeated(values), 0);
  return repeated > REUSED_SHARE * labels ? 'reused-labels' : 'unique-labels';
}

/**
 * The label of every pixel. One channel is taken as it is; of a colour picture the red channel if it alone
 * carries values or all channels agree, else every colour is a label of its own. Throws `AnnotationError` for
 * labels that are no whole numbers of at least 0.
 */
export function labelValues(image: Image, channel?: number): Uint32Array {
  const area = image.width * image.height;
  const plane = (c: number): Image['data'] => image.data.subarray(c * area, (c + 1) * area);
  if (channel !== undefined || image.channels < 3) return wholeNumbers(plane(channel ?? 0));
  const [red, green, blue] = [plane(0), plane(1), plane(2)];
  const redAlone = green.every((value) => value === 0) && blue.every((value) => value === 0);
  const grey = red.every((value, i) => value === green[i] && value === blue[i]);
  if (redAlone || grey || image.bitDepth !== 8) return wholeNumbers(red);
  return Uint32Array.from(red, (value, i) => value * 0x10000 + green[i]! * 0x100 + blue[i]!);
}

/**
 * Labels as a grey picture: 8 bits up to 255, 16 bits up to 65,535, and beyond that 32-bit floats, which hold
 * whole numbers exactly up to 2^24.
 *
 * @param least the fewest bits of a label, whatever the largest one. Default 8
 */
export function labelPicture(image: LabelImage, { least = 8 }: { readonly least?: 8 | 16 } = {}): Image {
  let largest = 0;
  for (const label of image.labels) largest = Math.max(largest, label);
  if (largest > 2 ** 24) {
    throw new AnnotationError(`Label ${largest} is too large for a picture. Renumber the labels from 1.`);
  }
  const { width, height, labels } = image;
  const shape = { width, height, channels: 1, colour: 'grey' } as const;
  if (largest <= 0xff && least === 8) return { ...shape, bitDepth: 8, data: Uint8Array.from(labels) };
  if (largest <= 0xffff) return { ...shape, bitDepth: 16, data: Uint16Array.from(labels) };
  return { ...shape, bitDepth: 32, data: Float32Array.from(labels) };
}

function countRepeated(values: readonly number[]): number {
  const seen = new Map<number, number>();
  for (const value of values) seen.set(value, (seen.get(value) ?? 0) + 1);
  return [...seen.values()].filter((regions) => regions > 1).length;
}

function withoutSmall(image: LabelImage, minimum: number): Uint32Array {
  if (minimum <= 1) return image.labels;
  const small = new Set(labelObjects(image).flatMap(({ value, area }) => (area < minimum ? [value] : [])));
  return image.labels.map((label) => (small.has(label) ? 0 : label));
}

function wholeNumbers(plane: Image['data']): Uint32Array {
  if (plane instanceof Float32Array) {
    const wrong = plane.find((value) => !(Number.isInteger(value) && value >= 0 && value <= 0xffffffff));
    if (wrong !== undefined) {
      throw new AnnotationError(
        `A label picture holds the value ${wrong}; labels are whole numbers from 0. Is this the picture itself, or a probability map?`,
      );
    }
  }
  return Uint32Array.from(plane);
}
