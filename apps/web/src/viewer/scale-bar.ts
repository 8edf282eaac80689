/** A length to draw and what to write beside it. */
export interface ScaleBar {
  /** On the screen, in CSS pixels. */
  readonly pixels: number;
  readonly text: string;
}

/** The greatest of 1, 2, 5 times a power of ten that is not above the value. */
function niceBelow(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  // The logarithm of a power of ten may come out a hair too small or too large.
  const factor = [10, 5, 2, 1].find((step) => step * power <= value * (1 + 1e-9)) ?? 0.5;
  return factor * power;
}

/** Round without the noise of decimal fractions: 0.30000000000000004 is 0.3. */
const plain = (value: number): string => String(Number(value.toPrecision(3)));

/** Nanometres below a micrometre, millimetres from a thousand. */
function metric(micrometres: number): string {
  if (micrometres < 0.9999) return `${plain(micrometres * 1000)} nm`;
  if (micrometres > 999.9) return `${plain(micrometres / 1000)} mm`;
  return `${plain(micrometres)} µm`;
}

/**
 * A round length that fits on the screen.
 * @param scale pixels of the screen to one of the picture
 * @param longest CSS pixels that the bar may take
 * @param micrometres size of one pixel of the picture, if known
 * @param pixelWord written after a length in pixels of the picture
 */
export function scaleBar(
  scale: number,
  longest: number,
  micrometres: number | undefined,
  pixelWord: string,
): ScaleBar {
  const screenPerUnit = micrometres === undefined ? scale : scale / micrometres;
  const length = niceBelow(longest / screenPerUnit);
  // Less than a pixel of the picture is no length of it.
  const units = micrometres === undefined ? Math.max(1, length) : length;
  const text = micrometres === undefined ? `${plain(units)} ${pixelWord}` : metric(units);
  return { pixels: units * screenPerUnit, text };
}
