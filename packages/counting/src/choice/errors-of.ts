import { JOINED } from '@celltally/imaging';
import type { ModelSettings } from '@celltally/models';

/** How far off a model is on pictures that were kept aside. */
export interface Errors {
  /** Mean relative error; unknown counts as worst. */
  readonly error?: number | undefined;
  /** Mean absolute errors. */
  readonly measured?: readonly Measured[];
}

/** A mean absolute error, and what says on which pictures. */
interface Measured {
  readonly data: string;
  readonly mae: number;
}

/** What follows the name of a data set whose test part was measured. */
const TESTED = /(^| )test$/;

/**
 * What a package says of the model's errors: on the test parts of its data and of other data sets, else on the validation part.
 * The relative one is that of its own data, or the mean of the others.
 */
export function errorsOf(figures: ModelSettings['figures'], data: string): Errors {
  const tested = Object.keys(figures).filter((part) => TESTED.test(part));
  const parts = tested.length > 0 ? tested : Object.keys(figures).filter((part) => part === 'val');
  const nameOf = (part: string): string => {
    if (part === 'val') return `${data}, val`;
    // As many test pictures as the first of several joined sets has by itself: those that were joined to it have none.
    const [first] = (part.replace(TESTED, '') || data).split(JOINED);
    return `${first}, ${figures[part]?.images} pictures`;
  };
  const measured = parts.flatMap((part): Measured[] => {
    const mae = figures[part]?.MAE;
    return mae === undefined ? [] : [{ data: nameOf(part), mae }];
  });
  const relative = (figures.test === undefined ? parts : ['test']).flatMap(
    (part) => figures[part]?.['relative error'] ?? [],
  );
  const error =
    relative.length === 0 ? undefined : relative.reduce((sum, each) => sum + each, 0) / relative.length;
  return { error, measured };
}

/** Whether a model errs less on all pictures that the other was measured on. */
export function outdoes({ measured: mine = [] }: Errors, { measured: theirs = [] }: Errors): boolean {
  const maeOn = new Map(mine.map(({ data, mae }) => [data, mae]));
  return theirs.length > 0 && theirs.every(({ data, mae }) => (maeOn.get(data) ?? Infinity) < mae);
}
