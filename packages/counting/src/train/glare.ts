import type { Random } from '@celltally/imaging';

/** A band of light across a patch, such as of a fibre that lies on the slide out of focus. */
export interface Glare {
  /** Its brightness, in units of the normalised range. */
  readonly level: number;
  /** Where its light has fallen to 1/e, in pixels from its middle. */
  readonly width: number;
  /** 2 is a bell, 4 a band with a flat top. */
  readonly steepness: 2 | 4;
  /** Direction in which it runs, in radians. */
  readonly angle: number;
  /** Distance of its middle from that of the patch, in pixels. */
  readonly offset: number;
  /** How far it has bent at the edge of the patch, in pixels. */
  readonly bend: number;
}

/** Half the width of the narrowest band and of the widest, in pixels. */
const NARROWEST = 4;
const WIDEST = 40;
/** Share of the patches that get a band. */
const OFTEN = 0.5;

/** Draws a band of up to the brightness `most` for a patch of `size` pixels, or none. */
export function drawGlare(random: Random, size: number, most: number): Glare | undefined {
  if (most === 0) return undefined;
  const [chance, level, width, bell, angle, offset, bend] = Array.from({ length: 7 }, () =>
    random.uniform(),
  ) as [number, number, number, number, number, number, number];
  if (chance >= OFTEN) return undefined;
  return {
    level: most * level,
    width: NARROWEST * (WIDEST / NARROWEST) ** width,
    steepness: bell < 0.5 ? 2 : 4,
    angle: Math.PI * angle,
    offset: (offset - 0.5) * size,
    bend: (bend - 0.5) * 0.5 * size,
  };
}

/**
 * Lays a band over a patch `[3, S, S]` in place, and darkens all so that what was brightest and lies under the band is as
 * bright as before: pictures are stretched by their own brightest pixels, so that a band leaves less for the cells.
 */
export function addGlare(patch: Float32Array, size: number, glare: Glare): void {
  const { level, width, steepness, angle, offset, bend } = glare;
  const [along, across] = [Math.cos(angle), Math.sin(angle)];
  const middle = (size - 1) / 2;
  const area = size * size;
  for (let y = 0, i = 0; y < size; y++) {
    for (let x = 0; x < size; x++, i++) {
      const [u, v] = [x - middle, y - middle];
      const run = u * along + v * across;
      const distance = v * along - u * across - offset - bend * (run / middle) ** 2;
      const light = level * Math.exp(-((distance / width) ** steepness));
      for (let at = i; at < patch.length; at += area) patch[at] = (patch[at]! + light) / (1 + level);
    }
  }
}
