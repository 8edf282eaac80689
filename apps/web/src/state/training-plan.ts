import type { Picture } from './project.js';
import { shownCells } from './project.js';

/** What a model learns from: marked cells, or only their number. */
export type LearnFrom = 'points' | 'numbers';

export type TrainingLimit =
  | { readonly kind: 'epochs'; readonly epochs: number }
  | { readonly kind: 'minutes'; readonly minutes: number };

/** Why there is too little to learn from. */
export type Shortage =
  | { readonly what: 'pictures'; readonly there: number; readonly needed: number }
  | { readonly what: 'cells'; readonly there: number; readonly needed: number }
  | { readonly what: 'size'; readonly name: string; readonly needed: number };

/** Fewer pictures leave nothing to tell how good the model is, or nothing to learn from. */
export const LEAST_PICTURES: Readonly<Record<LearnFrom, number>> = { points: 3, numbers: 6 };
/** Marked cells; a network that saw fewer finds noise. */
export const LEAST_CELLS = 30;
/** Side of a picture in pixels: the network's step, twice over. */
export const LEAST_SIDE = 32;
/** The share of pictures that the network never learns from. */
const HELD_OUT = 0.25;
/** The network's sides are multiples of this. */
const STEP = 16;
const LARGEST_PATCH = 256;
/** Context around a tile when counting. */
const HALO = 32;
/** Patches in a step and in an epoch: a few pictures would otherwise be seen a few times only. */
const BATCH = 4;
const PATCHES = 32;

/**
 * Networks by what they learn from and by size. Learning rates are higher than usual, for the few hundred steps of a browser's
 * patience. Measured on simulated pictures of 64 pixels. From marked cells, 6 epochs of 9 steps at 0.005: the U-Net's error on
 * the held-out picture fell from 12 cells to 0.6, that of a Lite-UNet of the same width to 5.5. From numbers alone, 180 steps
 * at 0.001: the U-Net's sum over all pixels stayed 2.5 cells off, the coarse map of CSRNet with batch normalisation 0.4.
 */
const NETWORKS = {
  points: {
    small: { model: 'unet', width: 8, learningRate: 0.005 },
    standard: { model: 'lite-unet', width: 0, learningRate: 0.002 },
  },
  numbers: {
    small: { model: 'csrnet', width: 16, option: 'batchNorm=true', learningRate: 0.001 },
    standard: { model: 'csrnet', width: 0, option: 'batchNorm=true', learningRate: 0.001 },
  },
} as const;

/**
 * Of a network that goes on from a model: what the bundled ones were trained at. Measured from bbbc039 on three simulated
 * pictures of cells half as wide as those that it knows, 9 steps to an epoch: after 7 epochs its error on the held-out picture
 * fell from 8.5 cells to 4.2 at 0.001, and to 8.2 at 0.0003.
 */
const GOING_ON = { learningRate: 0.001 } as const;

/** The pictures that can be learnt from. */
export const usable = (pictures: readonly Picture[], from: LearnFrom): Picture[] =>
  pictures.filter(({ fields }) => (from === 'points' ? fields.checked : fields.knownCount !== undefined));

/** What is lacking; nothing where there is enough. */
export function shortageOf(pictures: readonly Picture[], from: LearnFrom): Shortage | undefined {
  const needed = LEAST_PICTURES[from];
  if (pictures.length < needed) return { what: 'pictures', there: pictures.length, needed };
  const held = new Set(heldOutOf(pictures));
  const there = pictures
    .filter((each) => !held.has(each))
    .reduce(
      (sum, each) => sum + (from === 'points' ? shownCells(each).length : (each.fields.knownCount ?? 0)),
      0,
    );
  if (there < LEAST_CELLS) return { what: 'cells', there, needed: LEAST_CELLS };
  const small = pictures.find(({ facts }) => Math.min(facts.width, facts.height) < LEAST_SIDE);
  return small === undefined ? undefined : { what: 'size', name: small.name, needed: LEAST_SIDE };
}

/** Every fourth picture by name, at least one: the same pictures give the same parts. */
export function heldOutOf<P extends Pick<Picture, 'name' | 'id'>>(pictures: readonly P[]): P[] {
  const number = Math.max(1, Math.round(pictures.length * HELD_OUT));
  const ordered = pictures.toSorted((a, b) =>
    a.name < b.name ? -1 : a.name > b.name ? 1 : a.id < b.id ? -1 : 1,
  );
  return Array.from(
    { length: Math.min(number, ordered.length) },
    (_, i) => ordered[Math.floor(((i + 0.5) * ordered.length) / number)]!,
  );
}

/** The options of a training in the browser: the usual ones, with patches that fit the pictures. */
export function trainingConfig({
  from,
  pictures,
  limit,
  size,
  held,
  goesOn = false,
}: {
  readonly from: LearnFrom;
  readonly pictures: readonly { readonly width: number; readonly height: number }[];
  readonly limit: TrainingLimit;
  readonly size: 'small' | 'standard';
  readonly held: number;
  /** Whether a model is there to go on from: what the network is, what it learns and how it counts is then the model's. */
  readonly goesOn?: boolean;
}): Record<string, number | string> {
  const sides = pictures.flatMap(({ width, height }) => [width, height]);
  const learning = Math.max(1, pictures.length - held);
  const patches = Math.ceil(PATCHES / learning);
  const fit = from === 'points' ? patchFor(Math.min(...sides)) : wholeFor(Math.max(...sides));
  return {
    ...(goesOn ? GOING_ON : { ...NETWORKS[from][size], target: from === 'points' ? 'density' : 'count' }),
    ...(from === 'points' ? {} : { sampling: 'whole' }),
    ...fit,
    ...(goesOn ? {} : { halo: fit.crop > 2 * HALO ? HALO : Math.floor((fit.crop / 2 - 1) / STEP) * STEP }),
    patches,
    batch: Math.min(BATCH, patches * learning),
    ...(limit.kind === 'epochs'
      ? { epochs: limit.epochs, warmup: Math.min(3, Math.floor(limit.epochs / 5)) }
      : // The end is not known, so the learning rate cannot fall towards it.
        { epochs: 100_000, minutes: limit.minutes, schedule: 'constant', warmup: 1 }),
  };
}

/** Patches of pictures whose shortest side is this. */
const patchFor = (shortest: number): { readonly crop: number } => ({
  crop: Math.max(LEAST_SIDE, Math.min(LARGEST_PATCH, Math.floor(shortest / STEP) * STEP)),
});

/** Whole pictures, reduced where they are large: a part of a picture has no number of its own. */
function wholeFor(longest: number): { readonly crop: number; readonly scale: number } {
  const scale = Math.min(1, LARGEST_PATCH / longest);
  return { scale, crop: Math.ceil((longest * scale) / STEP) * STEP };
}
