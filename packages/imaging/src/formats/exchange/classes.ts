import { type Colour, PALETTE } from '../../draw/colours.js';
import type { CellClass, PointSet } from './point-set.js';

const COLOURS: readonly Colour[] = [
  PALETTE.vermillion,
  PALETTE.skyBlue,
  PALETTE.bluishGreen,
  PALETTE.orange,
  PALETTE.blue,
  PALETTE.reddishPurple,
];

/** Cells without a class. */
export const UNCLASSIFIED_COLOUR: Colour = PALETTE.yellow;

/** All classes of some pictures, each once and with a colour: those that are listed, then those that only cells name. */
export function classesOf(sets: readonly PointSet[]): Required<CellClass>[] {
  const colours = new Map<string, Colour | undefined>();
  for (const { classes = [] } of sets) {
    for (const { name, colour } of classes) colours.set(name, colours.get(name) ?? colour);
  }
  for (const { points } of sets) {
    for (const { class: name } of points)
      if (name !== undefined && !colours.has(name)) colours.set(name, undefined);
  }
  return [...colours].map(([name, colour], i) => ({ name, colour: colour ?? COLOURS[i % COLOURS.length]! }));
}

/** The classes that a reader met, each once; of two that differ in colour the later. No property at all where there is none. */
export function readClasses(listed: Iterable<CellClass>): { readonly classes?: readonly CellClass[] } {
  const classes = [...new Map([...listed].map((each) => [each.name, each])).values()];
  return classes.length === 0 ? {} : { classes };
}

/** A colour as `#rrggbb`. */
export function hexColour([red, green, blue]: Colour): string {
  return `#${[red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}

/** A colour of `#rrggbb`; undefined for anything else. */
export function parseHexColour(text: string): Colour | undefined {
  if (!/^#[\da-f]{6}$/i.test(text)) return undefined;
  const number = Number.parseInt(text.slice(1), 16);
  return [number >> 16, (number >> 8) & 255, number & 255];
}
