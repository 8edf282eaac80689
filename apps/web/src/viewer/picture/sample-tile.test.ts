import { describe, expect, it } from 'vitest';
import type { ViewedPicture } from '../viewer.js';
import { createSampleCache } from './sample-cache.js';
import { emptyTile, fillTile } from './sample-tile.js';

/** Every sample of channel c is c + 1; what was asked for is written down. */
function countingPicture(): ViewedPicture & { readonly asked: (readonly number[])[] } {
  const asked: (readonly number[])[] = [];
  return {
    id: 'counting',
    width: 10,
    height: 6,
    channels: 3,
    bitDepth: 8,
    colour: 'channels',
    asked,
    read: async ({ width, height }, reduction, channels) => {
      asked.push(channels);
      const length = Math.ceil(width / reduction) * Math.ceil(height / reduction);
      return Uint8Array.from(
        { length: length * channels.length },
        (_, i) => channels[Math.floor(i / length)]! + 1,
      );
    },
  };
}

const whole = { x: 0, y: 0, width: 10, height: 6 };
const { signal } = new AbortController();

describe('sample tile', () => {
  it('takes the planes apart', async () => {
    const tile = emptyTile(countingPicture(), whole, 4);
    await fillTile(tile, [2, 0], createSampleCache(1e6), signal);
    expect([tile.width, tile.height]).toEqual([3, 2]);
    expect(tile.planes.get(2)).toEqual(new Uint8Array(6).fill(3));
    expect(tile.planes.get(0)).toEqual(new Uint8Array(6).fill(1));
  });

  it('reads no channel twice', async () => {
    const picture = countingPicture();
    const cache = createSampleCache(1e6);
    const tile = emptyTile(picture, whole, 1);
    await fillTile(tile, [0], cache, signal);
    await fillTile(tile, [0, 1], cache, signal);
    await fillTile(emptyTile(picture, whole, 1), [1, 0], cache, signal);
    expect(picture.asked).toEqual([[0], [1]]);
  });

  it('keeps nothing of a reading that was given up', async () => {
    const picture = countingPicture();
    const cache = createSampleCache(1e6);
    const tile = emptyTile(picture, whole, 1);
    const controller = new AbortController();
    const reading = fillTile(tile, [0], cache, controller.signal);
    controller.abort();
    await expect(reading).rejects.toThrow();
    expect(tile.planes.size).toBe(0);
    expect(cache.bytes).toBe(0);
  });
});
