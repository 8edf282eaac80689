import { PackageError } from '../errors.js';

/** A value somewhere in a document, with its path for errors: `inputs[0].axes`. */
export interface Field {
  readonly path: string;
  readonly value: unknown;
}

const shown = (value: unknown): string =>
  value === undefined ? 'nothing' : JSON.stringify(value).slice(0, 80);

/** @throws PackageError naming the field, the rule and the value received */
export function refuse({ path, value }: Field, rule: string): never {
  throw new PackageError(path, `must be ${rule}, received ${shown(value)}`);
}

/** The fields of a mapping. */
export function recordOf(field: Field): Readonly<Record<string, unknown>> {
  const { value } = field;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return refuse(field, 'a mapping');
  return value as Readonly<Record<string, unknown>>;
}

/** A field of a mapping; its value is undefined where it is missing. */
export const at = (field: Field, key: string): Field => ({
  path: field.path === '' ? key : `${field.path}.${key}`,
  value: recordOf(field)[key],
});

export const isMissing = ({ value }: Field): boolean => value === undefined || value === null;

/** The entries of a list that is not empty. */
export function listOf(field: Field): Field[] {
  if (!Array.isArray(field.value) || field.value.length === 0)
    return refuse(field, 'a list with at least one entry');
  return field.value.map((value: unknown, i) => ({ path: `${field.path}[${i}]`, value }));
}

export function textOf(field: Field): string {
  if (typeof field.value !== 'string' || field.value === '') return refuse(field, 'a text');
  return field.value;
}

export function numberOf(field: Field): number {
  if (typeof field.value !== 'number' || !Number.isFinite(field.value)) return refuse(field, 'a number');
  return field.value;
}

/** A positive whole number. */
export function sizeOf(field: Field): number {
  const value = numberOf(field);
  return Number.isSafeInteger(value) && value > 0 ? value : refuse(field, 'a positive whole number');
}

/** What `read` makes of the field, or undefined where it is missing. */
export const optional = <T>(field: Field, read: (field: Field) => T): T | undefined =>
  isMissing(field) ? undefined : read(field);
