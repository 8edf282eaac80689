import { AnnotationError, DatasetError } from '../errors.js';
import { readAnnotationNote } from './annotation-note.js';
import type { MaskMarks, MaskRule } from './mask-rule.js';

/** The three parts of a data set: learn on `train`, choose on `val`, report `test`. */
export type SplitName = 'train' | 'val' | 'test';

/** The names of the three parts. */
export const SPLIT_NAMES: readonly SplitName[] = ['train', 'val', 'test'];

/** Picture names by part. A part may be empty. */
export type Splits = Readonly<Record<SplitName, readonly string[]>>;

/** A split of the pictures that are kept, by name. */
export const splitWithin = (splits: Splits, kept: (name: string) => boolean): Splits => ({
  train: splits.train.filter(kept),
  val: splits.val.filter(kept),
  test: splits.test.filter(kept),
});

/** What a `split.json` says. */
export interface SplitFile {
  readonly splits: Splits;
  /** A sentence for people on how annotations mark cells. */
  readonly annotation?: string;
  /** How annotation pictures mark cells, from `marks`, `threshold`, `channel`, or else from the sentence. */
  readonly rule?: MaskRule;
  /** Objects of fewer pixels are no cells. */
  readonly minimumObjectPixels?: number;
}

const MARKS: readonly MaskMarks[] = ['pixels', 'discs', 'unique-labels', 'reused-labels', 'binary-mask'];

/**
 * Reads a `split.json`: `{"splits": {"train": [...], "val": [...], "test": [...]}}`, with the optional fields
 * `annotation` (a sentence), `marks`, `threshold`, `channel` and `minimumObjectPixels`. Throws `DatasetError`
 * if it is no such file or names a picture twice.
 */
export function parseSplit(text: string, file = 'split.json'): SplitFile {
  const fail = (problem: string): never => {
    throw new DatasetError(`${file}: ${problem}`);
  };
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (cause) {
    throw new DatasetError(`${file} is no JSON. Correct it, or remove it to use the set without a split.`, {
      cause,
    });
  }
  if (!isRecord(parsed)) return fail('must hold an object with the key "splits".');
  const listed = isRecord(parsed.splits) ? parsed.splits : parsed;
  const part = (...keys: readonly string[]): readonly string[] => {
    const names = keys.map((key) => listed[key]).find((value) => value !== undefined) ?? [];
    if (Array.isArray(names) && names.every((name): name is string => typeof name === 'string')) return names;
    return fail(
      `"${keys[0]}" must be a list of picture names, but is ${JSON.stringify(names).slice(0, 60)}.`,
    );
  };
  const splits = { train: part('train'), val: part('val', 'validation'), test: part('test') };
  checkDisjoint(splits, file);

  const note = parsed.annotation;
  const minimum = parsed.minimumObjectPixels;
  if (minimum !== undefined && !(Number.isInteger(minimum) && Number(minimum) >= 1)) {
    fail(`"minimumObjectPixels" must be a whole number from 1, but is ${JSON.stringify(minimum)}.`);
  }
  const rule = statedRule(parsed, file) ?? (typeof note === 'string' ? readAnnotationNote(note) : undefined);
  return {
    splits,
    ...(typeof note === 'string' ? { annotation: note } : {}),
    ...(rule === undefined ? {} : { rule }),
    ...(minimum === undefined ? {} : { minimumObjectPixels: Number(minimum) }),
  };
}

/** Writes a `split.json` that `parseSplit` reads back. */
export function formatSplit(split: SplitFile): string {
  const { annotation, minimumObjectPixels, rule, splits } = split;
  const { marks, threshold, channel } = rule ?? {};
  const written = { annotation, marks, threshold, channel, minimumObjectPixels, splits };
  return `${JSON.stringify(written, null, 2)}\n`;
}

function statedRule(parsed: Readonly<Record<string, unknown>>, file: string): MaskRule | undefined {
  const { marks: stated, threshold, channel } = parsed;
  if (stated === undefined) return undefined;
  const marks = MARKS.find((known) => known === stated);
  if (marks === undefined) {
    throw new AnnotationError(
      `${file}: "marks" must be one of ${MARKS.join(', ')}, but is ${JSON.stringify(stated)}.`,
      file,
    );
  }
  return {
    marks,
    ...(typeof threshold === 'number' ? { threshold } : {}),
    ...(typeof channel === 'number' ? { channel } : {}),
  };
}

function checkDisjoint(splits: Splits, file: string): void {
  const seen = new Map<string, SplitName>();
  for (const part of SPLIT_NAMES) {
    for (const name of splits[part]) {
      const other = seen.get(name);
      if (other !== undefined) {
        throw new DatasetError(
          `${file} names "${name}" in ${other} and again in ${part}. Keep it in one part, or the result on ${part} means nothing.`,
        );
      }
      seen.set(name, part);
    }
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
