import { createPalette, type Palette } from './colour.js';
import { displayWidth, truncateEnd, withoutControls } from './display-width.js';
import { formatDuration } from './durations.js';

/** What a status line tells. */
export interface ProgressState {
  /** What is being done, for instance `counting`. */
  readonly label: string;
  /** Units finished; a fraction is work on the next ones. */
  readonly done: number;
  /** Units there are; absent when nobody knows. */
  readonly total?: number;
  /** Name of the units, in the plural: `images`. */
  readonly unit: string;
  /** Units per second; absent before it is known. */
  readonly rate?: number;
  /** Seconds since the start. */
  readonly elapsed: number;
  /** Seconds after which the work ends even if units are left, such as by a time limit. */
  readonly secondsLeft?: number;
  /** Free text at the end, for instance loss and validation error. */
  readonly suffix?: string;
}

const widestBar = 28;
const narrowestBar = 8;

/**
 * The status line for a terminal, at most `columns` wide: first the bar gives way, then the end of the free text,
 * then of the whole line.
 */
export function terminalLine(
  state: ProgressState,
  columns: number,
  palette: Palette = createPalette(false),
): string {
  const label = withoutControls(state.label);
  const suffix = withoutControls(state.suffix ?? '');
  const facts = figures(state).join('  ');
  const fixed = displayWidth(label) + 2 + displayWidth(facts);
  const room = columns - fixed;
  if (room < 0) return truncateEnd(`${label}  ${facts}`, columns);
  const wanted = suffix === '' ? 0 : displayWidth(suffix) + 2;
  const barRoom = Math.min(widestBar, room - wanted - 2);
  const bar =
    state.total !== undefined && barRoom >= narrowestBar ? `${drawBar(state, barRoom, palette)}  ` : '';
  const left = room - (bar === '' ? 0 : barRoom + 2) - 2;
  const end = suffix !== '' && left >= 4 ? `  ${palette.dim(truncateEnd(suffix, left))}` : '';
  return `${palette.bold(label)}  ${bar}${facts}${end}`;
}

/** The same as one line of a log: no bar, nothing cut off. */
export function plainLine(state: ProgressState): string {
  const parts = [...figures(state), ...(state.suffix ? [withoutControls(state.suffix)] : [])];
  return `${withoutControls(state.label)}: ${parts.join(', ')}`;
}

/** How much is done, from 0 to 1, and for how many seconds it will go on: by the units, or by a time that ends before. */
function course({ done, total = 1, rate, elapsed, secondsLeft = Infinity }: ProgressState): {
  readonly share: number;
  readonly left: number | undefined;
} {
  const share = total === 0 ? 1 : Math.min(1, done / total);
  const left = rate === undefined ? undefined : (total - done) / rate;
  if (secondsLeft >= (left ?? Infinity)) return { share, left };
  return { share: elapsed / (elapsed + secondsLeft || 1), left: secondsLeft };
}

function figures(state: ProgressState): string[] {
  const { done, total, unit, rate, elapsed } = state;
  const speed = rate === undefined ? [] : [formatRate(rate, unit)];
  const finished = Math.floor(done);
  if (total === undefined) return [`${finished} ${unit}`, ...speed, formatDuration(elapsed)];
  const { share, left } = course(state);
  const count = `${String(finished).padStart(String(total).length)}/${total} ${unit}`;
  if (done >= total) return [count, '100 %', ...speed, formatDuration(elapsed)];
  const rest = left === undefined ? [] : [`${formatDuration(left)} left`];
  return [count, `${String(Math.floor(100 * share)).padStart(3)} %`, ...speed, ...rest];
}

/** Slow work reads better as time per unit than as a small fraction of a unit per second. */
function formatRate(rate: number, unit: string): string {
  if (rate < 0.1) return `${formatDuration(1 / rate)} each`;
  return `${rate < 9.95 ? rate.toFixed(1) : Math.round(rate)} ${unit}/s`;
}

function drawBar(state: ProgressState, columns: number, palette: Palette): string {
  const { share } = course(state);
  const halves = Math.floor(share * columns * 2);
  const full = '━'.repeat(Math.floor(halves / 2));
  const half = halves % 2 === 1 ? '╸' : '';
  const rest = '─'.repeat(columns - full.length - half.length);
  return palette.cyan(full + half) + palette.dim(rest);
}
