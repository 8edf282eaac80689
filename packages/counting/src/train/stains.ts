import { DARKEST, type Normalisation, type Random, STAIN_BASIS } from '@celltally/imaging';

/** How much light a normalised value stands for, as a share of white, in each channel: `gain · value + offset`. */
export interface Light {
  readonly gain: readonly [number, number, number];
  readonly offset: readonly [number, number, number];
}

/** By what each amount is multiplied. */
export interface Stains {
  readonly hematoxylin: number;
  readonly eosin: number;
  /** What neither explains: other dyes, and what differs in these. */
  readonly rest: number;
}

/** Share of light that is taken for the darkest pixels of pictures that were stretched by them. */
const DARK = 0.1;

/** Undoes a normalisation, as far as it can be undone: a stretched picture has lost what its darkest pixels were. */
export function lightOf(normalisation: Normalisation): Light {
  if (normalisation.kind !== 'fixed') {
    return { gain: [1 - DARK, 1 - DARK, 1 - DARK], offset: [DARK, DARK, DARK] };
  }
  const three = (value: number | readonly number[]): [number, number, number] =>
    typeof value === 'number' ? [value, value, value] : [value[0]!, value[1]!, value[2]!];
  return { gain: three(normalisation.std), offset: three(normalisation.mean) };
}

/** Draws how dense each stain is: up to `1 + most` times as dense, or as much less. None, and nothing drawn, for 0. */
export function drawStains(random: Random, most: number): Stains | undefined {
  if (most === 0) return undefined;
  const factor = (): number => (1 + most) ** (2 * random.uniform() - 1);
  return { hematoxylin: factor(), eosin: factor(), rest: factor() };
}

/**
 * Makes a patch `[3, S, S]` of stained tissue, red, green and blue, what it were if its stains were so much denser, in
 * place. Light falls off exponentially with the amount of a stain (Beer-Lambert), so that densities, its logarithms, are
 * taken apart into stains, each is multiplied, and light is made of them again. White stays white.
 *
 * Tellez et al., "Whole-Slide Mitosis Detection in H&E Breast Histology Using PHH3 as a Reference to Train Distilled
 * Stain-Invariant Convolutional Networks", 2018, whose shifts of each stain are left out: they tint the glass.
 */
export function varyStains(patch: Float32Array, stains: Stains, { gain, offset }: Light): void {
  const area = patch.length / 3;
  const change = densityChange(stains);
  const density = [0, 0, 0];
  for (let i = 0; i < area; i++) {
    for (let c = 0; c < 3; c++) {
      density[c] = Math.log(Math.max(DARKEST, patch[c * area + i]! * gain[c]! + offset[c]!));
    }
    for (let c = 0; c < 3; c++) {
      const [red, green, blue] = change[c]!;
      const changed = red * density[0]! + green * density[1]! + blue * density[2]!;
      patch[c * area + i] = (Math.min(1, Math.exp(changed)) - offset[c]!) / gain[c]!;
    }
  }
}

/** The matrix that makes new densities of a pixel's three: `Σ factor · colour · amountᵀ`. */
function densityChange({ hematoxylin, eosin, rest }: Stains): readonly (readonly [number, number, number])[] {
  const factors = [hematoxylin, eosin, rest];
  const entry = (to: number, from: number): number =>
    STAIN_BASIS.reduce((sum, { colour, amount }, s) => sum + factors[s]! * colour[to]! * amount[from]!, 0);
  return [0, 1, 2].map((to) => [entry(to, 0), entry(to, 1), entry(to, 2)]);
}
