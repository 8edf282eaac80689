import type { Samples } from '../image.js';
import { emptyLike } from './empty-like.js';

/**
 * Takes interleaved samples `[H, W, stride]` apart into planes `[keep, H, W]`; the samples after the first
 * `keep` of each pixel are dropped.
 */
export function toPlanar<T extends Samples>(interleaved: T, area: number, stride: number, keep = stride): T {
  const planar = emptyLike(interleaved, area * keep);
  for (let c = 0; c < keep; c++) {
    const base = c * area;
    for (let i = 0; i < area; i++) planar[base + i] = interleaved[i * stride + c]!;
  }
  return planar;
}

/** The reverse of {@link toPlanar}: planes `[C, H, W]` to interleaved samples `[H, W, C]`. */
export function toInterleaved<T extends Samples>(planar: T, area: number, channels: number): T {
  const interleaved = emptyLike(planar, planar.length);
  for (let c = 0; c < channels; c++) {
    const base = c * area;
    for (let i = 0; i < area; i++) interleaved[i * channels + c] = planar[base + i]!;
  }
  return interleaved;
}
