import { at, type Field, listOf, numberOf, optional, recordOf, refuse, sizeOf } from './fields.js';

/** How a property was spread over pictures. */
export interface SeenRange {
  readonly least: number;
  /** A twentieth of the pictures is below. */
  readonly low: number;
  readonly median: number;
  /** A twentieth of the pictures is above. */
  readonly high: number;
  readonly most: number;
}

const PROPERTIES = ['width', 'height', 'light', 'saturation', 'median', 'diameter'] as const;

/**
 * What is known of pictures: their sides and the width of their cells (`diameter`) in pixels; mean light and saturation, and
 * where the median lies between the darkest and the brightest pixels, from 0 to 1.
 */
export type SeenProperty = (typeof PROPERTIES)[number];

/** What a model's training pictures looked like. */
export interface Seen {
  /** How many were looked at. */
  readonly pictures: number;
  /** Share of the pictures of each kind, by its name. */
  readonly kinds: Readonly<Record<string, number>>;
  readonly channels: readonly number[];
  readonly bitDepths: readonly number[];
  /** A property that is missing could not be told of any picture. */
  readonly ranges: Readonly<Partial<Record<SeenProperty, SeenRange>>>;
}

/** @throws PackageError naming the field, its rule and the value received */
export function readSeen(field: Field): Seen {
  const ranges = at(field, 'ranges');
  return {
    pictures: sizeOf(at(field, 'pictures')),
    kinds: Object.fromEntries(
      Object.keys(recordOf(at(field, 'kinds'))).map((kind) => [kind, numberOf(at(at(field, 'kinds'), kind))]),
    ),
    channels: listOf(at(field, 'channels')).map(sizeOf),
    bitDepths: listOf(at(field, 'bitDepths')).map(sizeOf),
    ranges: Object.fromEntries(
      PROPERTIES.flatMap((property) => {
        const range = optional(at(ranges, property), readRange);
        return range === undefined ? [] : [[property, range]];
      }),
    ),
  };
}

function readRange(field: Field): SeenRange {
  const [least, low, median, high, most] = (['least', 'low', 'median', 'high', 'most'] as const).map((name) =>
    numberOf(at(field, name)),
  ) as [number, number, number, number, number];
  if (!(least <= low && low <= median && median <= high && high <= most)) {
    return refuse(field, 'least, low, median, high and most in ascending order');
  }
  return { least, low, median, high, most };
}
