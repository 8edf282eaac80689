import type { Value } from '@celltally/engine';
import { convolution, type Scope } from '@celltally/nn';

/** A 4x4 convolution that keeps the size: it reaches one pixel further up and to the left than down and to the right. */
export const evenConvolution = (
  scope: Scope,
  x: Value,
  options: { readonly out: number; readonly bias?: boolean },
): Value => convolution(scope, x, { ...options, kernel: 4, padding: [2, 2, 1, 1] });
