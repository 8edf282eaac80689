import { createPalette, type Environment, type Palette, wantsColour } from './colour.js';
import { hideCursor } from './cursor.js';
import { type ProgressState, plainLine, terminalLine } from './progress-line.js';
import { createRate } from './rate.js';

/** Where progress is written: `process.stderr`, or a literal in a test. */
export interface ProgressStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

export interface ProgressOptions {
  /** What is being done, for instance `counting`. */
  readonly label: string;
  /** Name of the units, in the plural. Default `images`. */
  readonly unit?: string;
  /** Units there are. Default: unknown. */
  readonly total?: number;
  /** Units that were finished before, by an earlier run. They do not count towards the speed. Default 0. */
  readonly done?: number;
  /** Default: standard error, which leaves standard output to the results. */
  readonly stream?: ProgressStream;
  /** Default: the environment of the process. */
  readonly environment?: Environment;
  /** Clock in milliseconds. Default: `performance.now`. */
  readonly now?: () => number;
}

/** A status line that follows a piece of work. */
export interface Progress {
  /**
   * Tells how many units are finished, parts of units included. Without `suffix` the last one stays. Cheap: drawing is
   * throttled.
   * @param secondsLeft of work that a time limit may end before all units are finished
   */
  update(done: number, suffix?: string, secondsLeft?: number): void;
  /** Prints a line that stays, above the status line. */
  log(line: string): void;
  /** Ends the status line and shows the cursor. With `'keep'` (default) it stays as it is, with `'clear'` it goes. */
  finish(end?: 'keep' | 'clear'): void;
}

/** Milliseconds between two drawings on a terminal: twelve pictures a second look smooth. */
const terminalInterval = 80;
/** Milliseconds between two lines of a log. */
const plainInterval = 10_000;

/**
 * Starts a status line. On a terminal it is one line that is drawn anew; in a pipe, a file, a dumb terminal or a CI
 * job (`CI` set) it is a plain line every ten seconds and one at the end.
 */
export function startProgress(options: ProgressOptions): Progress {
  const { stream = process.stderr, environment = process.env, now = () => performance.now() } = options;
  const start = now();
  const rate = createRate();
  rate.add(options.done ?? 0, start);
  let state: ProgressState = {
    label: options.label,
    unit: options.unit ?? 'images',
    done: options.done ?? 0,
    ...(options.total === undefined ? {} : { total: options.total }),
    elapsed: 0,
  };
  const interactive = stream.isTTY === true && environment.TERM !== 'dumb' && !environment.CI;
  const palette = createPalette(wantsColour(stream, environment));
  const line = interactive ? terminalStatus(stream, palette) : plainStatus(stream);
  const interval = interactive ? terminalInterval : plainInterval;
  let drawn = interactive ? Number.NEGATIVE_INFINITY : start;
  let finished = false;
  return {
    update(done, suffix = state.suffix, secondsLeft = undefined) {
      if (finished) return;
      const time = now();
      rate.add(done, time);
      state = {
        ...state,
        done,
        ...(suffix === undefined ? {} : { suffix }),
        ...(secondsLeft === undefined ? {} : { secondsLeft }),
        elapsed: (time - start) / 1000,
      };
      if (time - drawn < interval) return;
      drawn = time;
      line.draw(withRate(state, rate.perSecond()));
    },
    log(text) {
      line.clear();
      stream.write(`${text}\n`);
      if (interactive && !finished) line.draw(withRate(state, rate.perSecond()));
    },
    finish(end = 'keep') {
      if (finished) return;
      finished = true;
      const elapsed = (now() - start) / 1000;
      // The last line tells the speed of the whole, not of the last half minute.
      const gained = state.done - (options.done ?? 0);
      line.end(
        withRate({ ...state, elapsed }, gained > 0 && elapsed > 0 ? gained / elapsed : undefined),
        end,
      );
    },
  };
}

interface StatusLine {
  draw(state: ProgressState): void;
  clear(): void;
  end(state: ProgressState, end: 'keep' | 'clear'): void;
}

function terminalStatus(stream: ProgressStream, palette: Palette): StatusLine {
  const showCursor = hideCursor(stream);
  const erase = '\r\u001b[2K';
  // One column is left free: a full last column makes some terminals wrap.
  const text = (state: ProgressState) =>
    terminalLine(state, Math.max(1, (stream.columns ?? 80) - 1), palette);
  return {
    draw: (state) => void stream.write(erase + text(state)),
    clear: () => void stream.write(erase),
    end(state, end) {
      stream.write(end === 'keep' ? `${erase}${text(state)}\n` : erase);
      showCursor();
    },
  };
}

function plainStatus(stream: ProgressStream): StatusLine {
  return {
    draw: (state) => void stream.write(`${plainLine(state)}\n`),
    clear: () => {},
    end: (state) => void stream.write(`${plainLine(state)}\n`),
  };
}

function withRate(state: ProgressState, rate: number | undefined): ProgressState {
  return rate === undefined ? state : { ...state, rate };
}
