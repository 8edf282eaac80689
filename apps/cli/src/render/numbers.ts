/** A figure with the decimals that its size deserves: `0.97`, `3.21`, `17.4`, `1240`. With a true minus sign. */
export function formatFigure(value: number): string {
  if (!Number.isFinite(value)) return '–';
  const size = Math.abs(value);
  return minus(value.toFixed(size < 9.995 ? 2 : size < 999.95 ? 1 : 0));
}

/** The same, with a plus sign before positive figures; zero has no sign. */
export function formatSigned(value: number): string {
  const text = formatFigure(value);
  return value > 0 && !/^[0.]+$/.test(text) ? `+${text}` : text;
}

/** A count: whole as it is, fractional to one decimal. */
export function formatCount(value: number): string {
  if (!Number.isFinite(value)) return '–';
  return minus(Number.isInteger(value) ? String(value) : value.toFixed(1));
}

/** A figure between -1 and 1 that is not read as a percentage: `0.912`. */
export function formatRatio(value: number): string {
  return Number.isFinite(value) ? minus(value.toFixed(3)) : '–';
}

/** A fraction as a percentage to one decimal: `0.0312` is `3.1 %`, which no line break tears apart. */
export function formatPercent(fraction: number): string {
  return Number.isFinite(fraction) ? `${minus((100 * fraction).toFixed(1))}\u00a0%` : '–';
}

function minus(text: string): string {
  return /^-[0.]+$/.test(text) ? text.slice(1) : text.replace('-', '−');
}
