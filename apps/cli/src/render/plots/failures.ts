import type { Point } from '@celltally/imaging';
import { dot, frame as frameMark, text } from '@observablehq/plot';
import { beside, type Drawing, draw, frame, stack } from './figure.js';
import { type FigureTheme, printTheme } from './theme.js';

/** Where a model was right and wrong in one picture; places are pixels of the picture. */
export interface FailureCase {
  readonly image: string;
  readonly width: number;
  readonly height: number;
  readonly actual: number;
  readonly predicted: number;
  /** Cells that were found. */
  readonly found: readonly Point[];
  /** True cells without a found one near them. */
  readonly missed: readonly Point[];
  /** Found cells without a true one near them. */
  readonly invented: readonly Point[];
}

const panelWidth = 300;
const margin = { left: 6, right: 6, top: 44, bottom: 8 };
const keyHeight = 30;
/** More places than these would make a large file of a picture that shows nothing. */
const mostFound = 3000;
const longestName = 38;

/** Pictures side by side, with what was found, missed and invented in them; their pixels are not shown. SVG document. */
export function failureFigure(
  cases: readonly FailureCase[],
  counted: (count: number) => string,
  theme: FigureTheme = printTheme,
): string {
  const panels = cases.map((each) => panel(each, counted, theme));
  const drawing = stack([beside(panels), key(panelWidth * Math.max(2, cases.length), theme)]);
  return frame(
    drawing,
    theme,
    cases
      .map(
        ({ image, missed, invented }) =>
          `${image}: ${missed.length} missed, ${invented.length} found where none is.`,
      )
      .join(' '),
  );
}

/** How places are marked, in pictures and key alike. */
const stylesOf = (theme: FigureTheme) =>
  ({
    found: { r: 2, fill: theme.muted, fillOpacity: 0.45 },
    missed: { r: 4.5, stroke: theme.vermilion, strokeWidth: 1.75 },
    invented: { r: 4, symbol: 'times', stroke: theme.blue, strokeWidth: 1.75 },
  }) as const;

function panel(
  { image, width, height, actual, predicted, found, missed, invented }: FailureCase,
  counted: (count: number) => string,
  theme: FigureTheme,
): Drawing {
  const inner = panelWidth - margin.left - margin.right;
  const scale = inner / width;
  const styles = stylesOf(theme);
  return draw({
    width: panelWidth,
    height: Math.round(height * scale) + margin.top + margin.bottom,
    marginLeft: margin.left,
    marginRight: margin.right,
    marginTop: margin.top,
    marginBottom: margin.bottom,
    x: { domain: [0, width], axis: null },
    y: { domain: [height, 0], axis: null },
    marks: [
      frameMark({ stroke: theme.grid }),
      dot(found.length > mostFound ? [] : found, { x: 'x', y: 'y', ...styles.found }),
      dot(missed, { x: 'x', y: 'y', ...styles.missed }),
      dot(invented, { x: 'x', y: 'y', ...styles.invented }),
      text([shortened(image)], {
        frameAnchor: 'top-left',
        dy: -36,
        fontWeight: 600,
        fill: theme.ink,
        title: () => image,
      }),
      text([`${counted(actual)} cells, counted ${counted(predicted)}`], {
        frameAnchor: 'top-left',
        dy: -18,
        fill: theme.muted,
      }),
    ],
  });
}

/** What the marks mean. */
function key(width: number, theme: FigureTheme): Drawing {
  const entries = [
    { x: 14, label: 'found' },
    { x: 84, label: 'missed' },
    { x: 162, label: 'found where no cell is' },
  ];
  const at = (index: number) => [entries[index]!];
  const place = { x: 'x', y: () => 0 } as const;
  const styles = stylesOf(theme);
  return draw({
    width,
    height: keyHeight,
    marginLeft: 0,
    marginRight: 0,
    marginTop: 0,
    marginBottom: 0,
    x: { domain: [0, width], axis: null },
    y: { domain: [-1, 1], axis: null },
    marks: [
      dot(at(0), { ...place, ...styles.found }),
      dot(at(1), { ...place, ...styles.missed }),
      dot(at(2), { ...place, ...styles.invented }),
      text(entries, { ...place, text: 'label', dx: 10, textAnchor: 'start', fill: theme.ink }),
    ],
  });
}

/** File names differ at both ends: what is too long loses its middle. */
function shortened(name: string): string {
  if (name.length <= longestName) return name;
  const half = (longestName - 1) >> 1;
  return `${name.slice(0, half)}…${name.slice(-half)}`;
}
