/** Paints text for a terminal, or leaves it as it is. Every style may hold other styles. */
export interface Palette {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly red: (text: string) => string;
  readonly green: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly blue: (text: string) => string;
  readonly cyan: (text: string) => string;
}

/** Environment variables, as `process.env` holds them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Start and end codes of SGR (ECMA-48, 8.3.117). */
const codes = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  blue: [34, 39],
  cyan: [36, 39],
} as const satisfies Record<keyof Palette, readonly [number, number]>;

/**
 * Whether to colour what is written to `stream`. `FORCE_COLOR` decides first (`0` and `false` turn colour off, any
 * other value on), then `NO_COLOR` (any value but the empty one turns it off, see no-color.org), then `TERM=dumb`;
 * otherwise a terminal is coloured and a pipe or file is not.
 */
export function wantsColour(stream: { readonly isTTY?: boolean }, environment: Environment): boolean {
  const force = environment.FORCE_COLOR;
  if (force !== undefined) return force !== '0' && force !== 'false';
  if (environment.NO_COLOR) return false;
  if (environment.TERM === 'dumb') return false;
  return stream.isTTY === true;
}

/** A palette that paints, or one that returns every text unchanged. */
export function createPalette(enabled: boolean): Palette {
  const style = (name: keyof Palette) => {
    if (!enabled) return (text: string) => text;
    const [start, end] = codes[name].map((code) => `\u001b[${code}m`) as [string, string];
    // An inner style that ends with the same code would end this one too: start it again there.
    return (text: string) => `${start}${text.replaceAll(end, end + start)}${end}`;
  };
  return {
    bold: style('bold'),
    dim: style('dim'),
    red: style('red'),
    green: style('green'),
    yellow: style('yellow'),
    blue: style('blue'),
    cyan: style('cyan'),
  };
}
