import type { Region, Samples } from '../../image.js';
import { emptyLike } from '../empty-like.js';
import { fromPalette } from '../palette.js';
import { stretchToByte } from '../unpack-bits.js';
import type { DecodeBlock } from './decode-block.js';
import type { Layout } from './layout.js';
import { sampleArray } from './samples.js';
import { toRgb } from './ycbcr.js';

/**
 * Reads channels of one page: `[channels, H, W]` of the region. Only the strips and tiles that the region touches
 * are decoded.
 *
 * @throws RangeError or the decoder's error where a block is damaged
 */
export async function readPage(
  layout: Layout,
  decode: DecodeBlock,
  channels: readonly number[],
  region: Region,
  signal?: AbortSignal,
): Promise<Samples> {
  const { colouring } = layout;
  const assembled = (samples: readonly number[]) => assemble(layout, decode, samples, region, signal);
  if (colouring.kind === 'direct') return displayed(await assembled(channels), layout, colouring.inverted);
  if (colouring.kind === 'palette') {
    const indices = await assembled([0]);
    return pick(fromPalette(indices, colouring.palette, region.width, region.height).data, region, channels);
  }
  const planes = (await assembled([0, 1, 2])) as Uint8Array;
  toRgb(planes, colouring);
  return pick(planes, region, channels);
}

/** Copies the wanted samples of every touched block into planes. */
async function assemble(
  layout: Layout,
  decode: DecodeBlock,
  samples: readonly number[],
  region: Region,
  signal: AbortSignal | undefined,
): Promise<Samples> {
  const { blockWidth, blockHeight, separate } = layout;
  const across = Math.ceil(layout.width / blockWidth);
  const perPlane = across * Math.ceil(layout.height / blockHeight);
  const area = region.width * region.height;
  const out = sampleArray(layout, area * samples.length);
  const right = region.x + region.width;
  const bottom = region.y + region.height;
  for (let by = Math.floor(region.y / blockHeight); by * blockHeight < bottom; by++) {
    for (let bx = Math.floor(region.x / blockWidth); bx * blockWidth < right; bx++) {
      signal?.throwIfAborted();
      const left = Math.max(region.x, bx * blockWidth);
      const end = Math.min(right, (bx + 1) * blockWidth);
      const top = Math.max(region.y, by * blockHeight);
      const last = Math.min(bottom, (by + 1) * blockHeight);
      const index = by * across + bx;
      const shared = separate ? undefined : await decode(index);
      for (const [i, sample] of samples.entries()) {
        const block = shared ?? (await decode(sample * perPlane + index));
        const stride = separate ? 1 : layout.samples;
        for (let y = top; y < last; y++) {
          let from = ((y - by * blockHeight) * blockWidth + left - bx * blockWidth) * stride;
          if (!separate) from += sample;
          let to = i * area + (y - region.y) * region.width + left - region.x;
          for (let x = left; x < end; x++, from += stride) out[to++] = block[from]!;
        }
      }
    }
  }
  return out;
}

/** Stretches samples of fewer than 8 bits to 0..255, and turns "white is zero" round so that more is brighter. */
function displayed(samples: Samples, layout: Layout, inverted: boolean): Samples {
  if (samples instanceof Uint8Array && layout.bits < 8) stretchToByte(samples, layout.bits);
  if (inverted && !(samples instanceof Float32Array)) {
    const white = layout.bits < 8 ? 255 : 2 ** layout.bits - 1;
    for (let i = 0; i < samples.length; i++) samples[i] = white - samples[i]!;
  }
  return samples;
}

function pick(planes: Samples, region: Region, channels: readonly number[]): Samples {
  const area = region.width * region.height;
  const out = emptyLike(planes, area * channels.length);
  channels.forEach((channel, i) => {
    out.set(planes.subarray(channel * area, (channel + 1) * area), i * area);
  });
  return out;
}
