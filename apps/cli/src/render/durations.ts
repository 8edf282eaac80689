/**
 * A duration for people: `0.42 s`, `8.1 s`, `42 s`, `3 min 05 s`, `2 h 14 min`, `3 d 04 h`. Rounded to the last
 * unit shown; `–` where there is no finite, non-negative number of seconds.
 */
export function formatDuration(seconds: number): string {
  if (!Number.isFinite(seconds) || seconds < 0) return '–';
  if (seconds < 0.995) return `${seconds.toFixed(2)} s`;
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return pair(whole, 60, 'min', 's');
  const minutes = Math.round(seconds / 60);
  if (minutes < 24 * 60) return pair(minutes, 60, 'h', 'min');
  return pair(Math.round(seconds / 3600), 24, 'd', 'h');
}

function pair(amount: number, base: number, large: string, small: string): string {
  return `${Math.floor(amount / base)} ${large} ${String(amount % base).padStart(2, '0')} ${small}`;
}
