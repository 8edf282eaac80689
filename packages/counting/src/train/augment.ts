import type { Random } from '@celltally/imaging';
import type { Placement, Tint } from './patch.js';

/** How training pictures are varied. */
export interface Augmentation {
  /** Mirror images. */
  readonly flips: boolean;
  /** Turns by 90, 180 and 270 degrees. */
  readonly turns: boolean;
  /**
   * Sizes of up to this much more, or as much less: pictures are enlarged by a factor from 1/(1 + zoom) to 1 + zoom.
   * 0: none.
   */
  readonly zoom: number;
  /** Largest relative change of contrast, and largest shift in units of the normalised range. 0: none. */
  readonly intensity: number;
  /**
   * Exposures of up to this much more, or as much less: intensities are multiplied by a factor from 1/(1 + exposure) to
   * 1 + exposure. Black stays black. 0: none.
   */
  readonly exposure: number;
  /** Bands of light up to so bright, in units of the normalised range, over half of the patches. 0: none. */
  readonly glare: number;
  /** The same as intensity for each colour channel by itself (stain and colour differences); colour pictures only. 0: none. */
  readonly colour: number;
  /**
   * Stains of up to this much more density, or as much less: factors from 1/(1 + stain) to 1 + stain; pictures of stained
   * tissue only. 0: none.
   */
  readonly stain: number;
}

/** Draws the side of the square that a patch of `size` pixels is made from. */
export function drawSide(random: Random, size: number, { zoom }: Pick<Augmentation, 'zoom'>): number {
  return zoom > 0 ? Math.max(1, Math.round(size * (1 + zoom) ** (2 * random.uniform() - 1))) : size;
}

/** Draws where to cut a patch of `size` pixels; a smaller picture is mirrored around its middle. */
export function drawPlacement(
  random: Random,
  picture: { readonly width: number; readonly height: number },
  size: number,
  { flips, turns }: Pick<Augmentation, 'flips' | 'turns'>,
): Placement {
  const start = (length: number): number =>
    length > size ? random.integer(length - size + 1) : -Math.floor((size - length) / 2);
  // Every draw is made whether used or not, so that switching one kind of variation off leaves the others alone.
  const [x, y, flip, quarter] = [
    start(picture.width),
    start(picture.height),
    random.integer(2),
    random.integer(4),
  ];
  return { x, y, size, flip: flips && flip === 1, turns: turns ? quarter : 0 };
}

/** Draws a change of brightness. */
export function drawTint(
  random: Random,
  channels: 1 | 3,
  { intensity, exposure, colour }: Pick<Augmentation, 'intensity' | 'exposure' | 'colour'>,
): Tint {
  const around = (range: number): number => (2 * random.uniform() - 1) * range;
  const factor = exposure > 0 ? (1 + exposure) ** around(1) : 1;
  const [gain, shift] = [factor * (1 + around(intensity)), around(intensity)];
  const spread = channels === 3 ? colour : 0;
  const three = (base: number): [number, number, number] => [
    base + around(spread),
    base + around(spread),
    base + around(spread),
  ];
  return { gain: three(gain), shift: three(shift) };
}
