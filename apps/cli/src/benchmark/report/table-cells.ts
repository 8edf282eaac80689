import type { Spread } from '@celltally/counting';
import type { ReportCell } from './document.js';

type Format = (value: number) => string;

const MISSING: ReportCell = { text: '–' };

/** `3.21 ± 0.15`: mean and standard deviation over seeds; the mean alone where there is one seed. */
export function spreadText(spread: Spread | undefined, format: Format): string {
  if (spread === undefined) return MISSING.text;
  const { mean, deviation } = spread;
  if (deviation === undefined) return format(mean);
  const { digits, unit } = parted(format(mean));
  const theirs = parted(format(deviation)).digits.replace(/^\+/, '');
  const decimals = decimalsOf(digits);
  // What is written with other decimals is written in its own unit.
  const beside = decimalsOf(theirs) === decimals ? theirs : deviation.toFixed(decimals);
  return `${digits}\u00a0±\u00a0${beside}${unit}`;
}

/** A unit stands once, behind both numbers. */
function parted(text: string): { readonly digits: string; readonly unit: string } {
  const unit = /[\s\u00a0]\D+$/.exec(text)?.[0] ?? '';
  return { digits: text.slice(0, text.length - unit.length), unit };
}

const decimalsOf = (digits: string): number => digits.split('.')[1]?.length ?? 0;

/** Cells of one column, the best of them marked where there is a choice. */
export function columnOf<T>(
  items: readonly T[],
  spread: (item: T) => Spread | undefined,
  { format, best }: { readonly format: Format; readonly best: 'least' | 'most' | 'none' },
): readonly ReportCell[] {
  const texts = items.map((item) => spreadText(spread(item), format));
  const means = items.flatMap((item) => spread(item)?.mean ?? []);
  if (best === 'none' || means.length < 2) return texts.map((text) => ({ text }));
  const winner = best === 'least' ? Math.min(...means) : Math.max(...means);
  return items.map((item, i) => ({
    text: texts[i] as string,
    ...(spread(item)?.mean === winner ? { best: true } : {}),
  }));
}

/** Columns of cells as rows. */
export const rowsOf = (columns: readonly (readonly ReportCell[])[]): readonly (readonly ReportCell[])[] =>
  (columns[0] ?? []).map((_, i) => columns.map((column) => column[i] ?? MISSING));
