import { type PlotOptions, plot } from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import { type FigureTheme, figureFont, figureFontSize } from './theme.js';

/** A drawing without its frame: SVG elements for an area of `width` × `height` pixels. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly body: string;
}

/** The part of a DOM element that is used here. Plot's types speak of the browser's, which Node has not. */
interface SvgElement {
  readonly innerHTML: string;
  querySelector(selector: string): { remove(): void } | null;
  querySelectorAll(selector: string): Iterable<SvgElement & Attributes>;
}

interface Attributes {
  getAttribute(name: string): string | null;
  setAttribute(name: string, value: string): void;
}

/** Attributes that hold lengths and coordinates, and nothing that is read by people. */
const geometric = [
  'x',
  'y',
  'x1',
  'y1',
  'x2',
  'y2',
  'cx',
  'cy',
  'r',
  'width',
  'height',
  'd',
  'transform',
] as const;

/** Draws with Observable Plot, off screen. */
export function draw(options: PlotOptions & { readonly width: number; readonly height: number }): Drawing {
  const { document } = parseHTML('<!doctype html><html><body></body></html>');
  const svg = plot({ ...options, document, style: { fontSize: `${figureFontSize}px` } }) as SvgElement;
  svg.querySelector('style')?.remove();
  for (const element of svg.querySelectorAll('*')) {
    for (const name of geometric) {
      const value = element.getAttribute(name);
      if (value !== null) element.setAttribute(name, rounded(value));
    }
  }
  return { width: options.width, height: options.height, body: svg.innerHTML };
}

/** Puts drawings one below the other. */
export function stack(drawings: readonly Drawing[]): Drawing {
  let y = 0;
  let body = '';
  for (const drawing of drawings) {
    body += `<g transform="translate(0,${y})">${drawing.body}</g>`;
    y += drawing.height;
  }
  return { width: Math.max(...drawings.map(({ width }) => width)), height: y, body };
}

/** Puts drawings side by side, their upper edges level. */
export function beside(drawings: readonly Drawing[]): Drawing {
  let x = 0;
  let body = '';
  for (const drawing of drawings) {
    body += `<g transform="translate(${x},0)">${drawing.body}</g>`;
    x += drawing.width;
  }
  return { width: x, height: Math.max(...drawings.map(({ height }) => height)), body };
}

/** A complete SVG document. `description` says in words what is to be seen, for those who cannot. */
export function frame({ width, height, body }: Drawing, theme: FigureTheme, description: string): string {
  const paper = theme.opaque ? `<rect width="${width}" height="${height}" fill="${theme.paper}"/>` : '';
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" ` +
    `role="img" aria-label="${attribute(description)}" fill="${theme.ink}" color="${theme.ink}" ` +
    `font-family="${attribute(figureFont)}" font-size="${figureFontSize}" text-anchor="middle" ` +
    `style="max-width:100%;height:auto">${paper}${body}</svg>`
  );
}

/** Two decimals are a hundredth of a pixel; the rest is noise of floating point that triples the file. */
function rounded(value: string): string {
  return value.replace(/-?\d+\.\d{3,}(?:e[-+]?\d+)?/g, (number) =>
    String(Math.round(Number(number) * 100) / 100),
  );
}

function attribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
