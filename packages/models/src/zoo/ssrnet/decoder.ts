import { relu, upsampleBilinear, upsampleNearest, type Value } from '@celltally/engine';
import { convolution, type Scope } from '@celltally/nn';
import { transposedConvolution } from '../transposed-convolution.js';
import type { Pointwise } from './fold.js';
import { ssrBlock } from './ssr-block.js';

interface Enlargement {
  readonly out: number;
  readonly scale: number;
  /** What follows pixel by pixel. */
  readonly after: Pointwise;
}

/** The ways to enlarge features: SSRNet's own, and the usual ones beside which it is judged. */
const enlargements = {
  ssr: ssrBlock,
  nearest: (scope, x, { out, scale, after }) => after(convolution(scope, upsampleNearest(x, scale), { out })),
  bilinear: (scope, x, { out, scale, after }) =>
    after(convolution(scope, upsampleBilinear(x, scale), { out })),
  transposed: (scope, x, { out, scale, after }) =>
    after(transposedConvolution(scope, x, { out, kernel: 2 * scale, stride: scale, padding: scale / 2 })),
} satisfies Record<string, (scope: Scope, x: Value, options: Enlargement) => Value>;

export type Upsampling = keyof typeof enlargements;
export const UPSAMPLINGS = Object.keys(enlargements) as readonly Upsampling[];

/** How much the decoder enlarges in all. */
const ENLARGEMENT = 32;
/** How much it may enlarge at once. */
export const STEPS: readonly number[] = [ENLARGEMENT, 2];

export interface DecoderOptions {
  /** Channels of every step. */
  readonly out: number;
  readonly upsampling: Upsampling;
  /** How much each step enlarges: one of `STEPS`. */
  readonly step: number;
  /** What follows pixel by pixel. */
  readonly after: Pointwise;
}

/** Features `[N, C, H, W]` to `[N, out, 32·H, 32·W]`, in one step or in five, each followed by ReLU. */
export function decoder(scope: Scope, x: Value, { out, upsampling, step, after }: DecoderOptions): Value {
  const enlarge = enlargements[upsampling];
  let y = x;
  for (let index = 0, size = step; size <= ENLARGEMENT; index++, size *= step) {
    const last = size === ENLARGEMENT;
    y = enlarge(scope.child(index), y, {
      out,
      scale: step,
      after: last ? (each) => after(relu(each)) : relu,
    });
  }
  return y;
}
