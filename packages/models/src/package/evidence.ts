import { PackageError } from '../errors.js';
import { at, type Field, listOf, numberOf, optional, recordOf, textOf } from './fields.js';

/** A picture and how far a model's count was off. */
export interface Miss {
  readonly image: string;
  /** Cells that are there. */
  readonly actual: number;
  /** Cells that the model counted. */
  readonly predicted: number;
}

/** How sure figures are, and where they come from. */
export interface Evidence {
  /** Between which values a figure lies with 95 % confidence, by its name: a bootstrap over the pictures. */
  readonly intervals: Readonly<Record<string, readonly [low: number, high: number]>>;
  /** The pictures whose counts were furthest off, worst first; absent where all were right, or it was not recorded. */
  readonly worst?: readonly Miss[];
}

/** @throws PackageError naming the field, its rule and the value received */
export function readEvidence(field: Field): Evidence {
  const intervals = at(field, 'intervals');
  const worst = optional(at(field, 'worst'), (misses) => listOf(misses).map(missOf));
  return {
    intervals: Object.fromEntries(
      Object.keys(recordOf(intervals)).map((name) => [name, interval(at(intervals, name))]),
    ),
    ...(worst === undefined ? {} : { worst }),
  };
}

function interval(field: Field): readonly [number, number] {
  const [low, high, ...others] = listOf(field).map(numberOf);
  if (low !== undefined && high !== undefined && others.length === 0 && low <= high) return [low, high];
  throw new PackageError(field.path, 'must be two numbers in ascending order');
}

const missOf = (field: Field): Miss => ({
  image: textOf(at(field, 'image')),
  actual: numberOf(at(field, 'actual')),
  predicted: numberOf(at(field, 'predicted')),
});
