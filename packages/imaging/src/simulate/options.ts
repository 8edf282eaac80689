import { ImagingError } from '../errors.js';

export type Modality = 'fluorescence' | 'brightfield';

/** What to simulate. Lengths are in pixels; everything but the modality has a default, see SIMULATION_DEFAULTS. */
export interface SimulationOptions {
  /** `fluorescence`: bright nuclei on black, grey. `brightfield`: stained nuclei in pink tissue, colour. */
  readonly modality: Modality;
  /** Same options and seed, same picture, bit by bit. */
  readonly seed?: number;
  readonly width?: number;
  readonly height?: number;
  /** Cells to place. Fewer are placed where they do not fit: the truth is what comes back. */
  readonly count?: number;
  /** Mean diameter. */
  readonly diameter?: number;
  /** Standard deviation of the diameter's logarithm. */
  readonly diameterSpread?: number;
  /** Mean ratio of long to short axis, 1 is round. */
  readonly elongation?: number;
  /** How far outlines stray from ellipses, 0 to 1. */
  readonly irregularity?: number;
  /** Share of the cells that lie against another one, 0 to 1. The others keep apart. */
  readonly clustering?: number;
  /** How deep cells that touch may reach into each other: 0 not at all, 0.9 nearly one on the other. */
  readonly overlap?: number;
  /** Strength of the texture inside cells, 0 to 1. */
  readonly texture?: number;
  /** Standard deviation of the logarithm of the cells' brightness or stain. */
  readonly brightnessSpread?: number;
  /** Standard deviation of the optics' blur. */
  readonly blur?: number;
  /** Typical additional blur of the outline of cells outside the focal plane. */
  readonly defocus?: number;
  /** Unevenness of illumination and background, 0 to 1. */
  readonly unevenness?: number;
  /** Things that are no cells (specks, fragments; red blood cells, granules), per cell. */
  readonly distractors?: number;
  /** Fluorescence: 12 stands for 12-bit values in 16-bit samples, as cameras store them. Brightfield is always 8. */
  readonly bitDepth?: 8 | 12 | 16;
  /** Level of a typical cell as a fraction of the largest value. Fluorescence only. */
  readonly exposure?: number;
  /** Photons that a typical cell sends to one pixel: fewer make noisier pictures. */
  readonly photons?: number;
  /** Standard deviation of the camera's own noise, in photons. */
  readonly readNoise?: number;
}

export type ResolvedSimulation = Required<SimulationOptions>;

const SHARED = {
  seed: 1,
  width: 512,
  height: 512,
  irregularity: 0.5,
  diameterSpread: 0.2,
  unevenness: 0.3,
} as const;

/** The defaults: cultured nuclei under a 20x lens, and bone marrow at about 0.5 µm per pixel. */
export const SIMULATION_DEFAULTS: Readonly<Record<Modality, ResolvedSimulation>> = {
  fluorescence: {
    ...SHARED,
    modality: 'fluorescence',
    count: 90,
    diameter: 27,
    elongation: 1.4,
    clustering: 0.3,
    overlap: 0.12,
    texture: 0.35,
    brightnessSpread: 0.3,
    blur: 1.1,
    defocus: 0.8,
    distractors: 0.04,
    bitDepth: 12,
    exposure: 0.14,
    photons: 500,
    readNoise: 4,
  },
  brightfield: {
    ...SHARED,
    modality: 'brightfield',
    count: 140,
    diameter: 18,
    diameterSpread: 0.28,
    elongation: 1.25,
    clustering: 0.3,
    overlap: 0.1,
    texture: 0.6,
    brightnessSpread: 0.2,
    blur: 0.6,
    defocus: 0.6,
    distractors: 0.25,
    bitDepth: 8,
    exposure: 0.95,
    photons: 20_000,
    readNoise: 10,
  },
};

/** Small, smooth, crowded and overlapping cells, after the VGG cell-counting set. */
export const CROWDED_BLOBS: SimulationOptions = {
  modality: 'fluorescence',
  width: 256,
  height: 256,
  count: 180,
  diameter: 10,
  diameterSpread: 0.1,
  elongation: 1.15,
  irregularity: 0.2,
  clustering: 0.65,
  overlap: 0.5,
  texture: 0.15,
  brightnessSpread: 0.35,
  blur: 1.2,
  defocus: 1.2,
  distractors: 0,
  bitDepth: 8,
  exposure: 0.6,
  photons: 3000,
};

type NumericOption = Exclude<keyof SimulationOptions, 'modality' | 'bitDepth'>;

/** Least value, greatest value, and whether it must be whole. */
const RULES: Readonly<Record<NumericOption, readonly [number, number, 'whole'?]>> = {
  seed: [0, Number.MAX_SAFE_INTEGER, 'whole'],
  width: [1, 16384, 'whole'],
  height: [1, 16384, 'whole'],
  count: [0, 1_000_000, 'whole'],
  diameter: [4, 200],
  diameterSpread: [0, 0.6],
  elongation: [1, 3],
  irregularity: [0, 1],
  clustering: [0, 1],
  overlap: [0, 0.9],
  texture: [0, 1],
  brightnessSpread: [0, 1],
  blur: [0, 20],
  defocus: [0, 20],
  unevenness: [0, 1],
  distractors: [0, 10],
  exposure: [0.001, 1],
  photons: [1, 1e6],
  readNoise: [0, 1e4],
};

/** Fills in the defaults of the modality. Throws an ImagingError that names the first option out of range. */
export function resolveSimulation(options: SimulationOptions): ResolvedSimulation {
  const defaults = SIMULATION_DEFAULTS[options.modality];
  if (!defaults) {
    throw new ImagingError(
      `modality must be fluorescence or brightfield, but is ${String(options.modality)}.`,
    );
  }
  const resolved = { ...defaults, ...options };
  for (const name of Object.keys(RULES) as NumericOption[]) {
    const [least, greatest, whole] = RULES[name];
    const value = resolved[name];
    if (value >= least && value <= greatest && (!whole || Number.isInteger(value))) continue;
    const kind = whole ? 'a whole number' : 'a number';
    throw new ImagingError(`${name} must be ${kind} from ${least} to ${greatest}, but is ${value}.`);
  }
  const depths = options.modality === 'fluorescence' ? [8, 12, 16] : [8];
  if (!depths.includes(resolved.bitDepth)) {
    throw new ImagingError(
      `bitDepth of ${options.modality} must be ${depths.join(', ')}, but is ${resolved.bitDepth}.`,
    );
  }
  return resolved;
}
