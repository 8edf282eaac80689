import { InvalidArgumentError } from 'commander';

/** A whole number within bounds, for an option's value. */
export function wholeNumber(least: number, most = Number.MAX_SAFE_INTEGER): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= least && value <= most) return value;
    const bounds = most === Number.MAX_SAFE_INTEGER ? `from ${least}` : `from ${least} to ${most}`;
    throw new InvalidArgumentError(`It must be a whole number ${bounds}.`);
  };
}

/** A number within bounds. */
export function decimalNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() !== '' && value >= least && value <= most) return value;
    throw new InvalidArgumentError(`It must be a number from ${least} to ${most}.`);
  };
}

/** Items divided by commas: `0,2`. */
export function listOf<T>(read: (text: string) => T): (text: string) => readonly T[] {
  return (text) => text.split(',').map((part) => read(part.trim()));
}

/** A size such as `512x512`, in pixels. */
export function pictureSize(text: string): { readonly width: number; readonly height: number } {
  const match = /^(\d+)[x×](\d+)$/i.exec(text);
  if (match === null) throw new InvalidArgumentError('It must be WIDTHxHEIGHT in pixels, such as 512x512.');
  return { width: Number(match[1]), height: Number(match[2]) };
}

/** A range such as `50-200`; one number stands for a range of one. */
export function wholeRange(text: string): readonly [number, number] {
  const match = /^(\d+)(?:-(\d+))?$/.exec(text);
  const low = Number(match?.[1]);
  const high = Number(match?.[2] ?? match?.[1]);
  if (match === null || low > high) {
    throw new InvalidArgumentError('It must be a whole number or a range such as 50-200.');
  }
  return [low, high];
}

/** The number of a focal plane, or `max`. */
export function focalPlane(text: string): number | 'max' {
  if (text === 'max') return 'max';
  if (/^\d+$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It must be a whole number from 0, or max for the maximum projection.');
}
