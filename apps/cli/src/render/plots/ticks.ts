/**
 * Ticks of a logarithmic axis from `low` to `high`, both positive: whole decades where there are three or more, else
 * with 2 and 5, else with every digit. Never more than about eight.
 */
export function logTicks(low: number, high: number): number[] {
  for (const digits of [[1], [1, 2, 5], [1, 2, 3, 4, 5, 6, 7, 8, 9]]) {
    const ticks = decades(low, high).flatMap((decade) => digits.map((digit) => clean(digit * 10 ** decade)));
    const inside = ticks.filter((tick) => tick >= low && tick <= high);
    if (inside.length >= 3) {
      const step = Math.ceil(inside.length / 8);
      return inside.filter((_, i) => i % step === 0);
    }
  }
  return linearTicks(low, high, 4);
}

/** Round values between `low` and `high`, about `count` of them, a step of 1, 2 or 5 times a power of ten apart. */
export function linearTicks(low: number, high: number, count: number): number[] {
  const step = niceStep((high - low) / count);
  // Below the resolution of floating point a step would lead nowhere.
  if (!(step > 1e-12 * Math.max(Math.abs(low), Math.abs(high)))) return [low];
  const ticks: number[] = [];
  for (let i = Math.ceil(low / step - 1e-9); i * step <= high + step * 1e-9; i++) ticks.push(clean(i * step));
  return ticks;
}

/** The smallest of 1, 2, 5 times a power of ten that is not below `raw`; 0 for 0. */
export function niceStep(raw: number): number {
  if (!(raw > 0)) return 0;
  const power = 10 ** Math.floor(Math.log10(raw));
  const digit = [1, 2, 5, 10].find((candidate) => candidate * power >= raw * (1 - 1e-9)) ?? 10;
  return clean(digit * power);
}

/** `0.002`, `15`, `3×10⁻⁵`: a tick as it is read, in powers of ten where zeros would have to be counted. */
export function formatTick(value: number): string {
  const size = Math.abs(value);
  if (size === 0 || (size >= 1e-3 && size < 1e5)) return String(clean(value)).replace('-', '−');
  const [digits, exponent] = value.toExponential(2).split('e') as [string, string];
  const mantissa = String(Number(digits)).replace('-', '−');
  const power = `10${superscript(String(Number(exponent)))}`;
  return mantissa === '1' ? power : `${mantissa}×${power}`;
}

function decades(low: number, high: number): number[] {
  const first = Math.floor(Math.log10(low));
  const last = Math.floor(Math.log10(high));
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

/** Takes away what floating point added to a short decimal. */
function clean(value: number): number {
  return Number(value.toPrecision(12));
}

function superscript(text: string): string {
  return text.replace(/[-\d]/g, (char) => (char === '-' ? '⁻' : '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(char)]!));
}
