import { encodePng, type Image } from '@celltally/imaging';
import { describe, expect, it } from 'vitest';
import type { Turns } from '../predict/turns.js';
import { brightnessModel } from '../testing/brightness-model.node.js';
import { openPicture, type PictureFile } from './picture-file.js';
import { shareOut } from './share-out.js';

/** A picture of so many tiles of 32 pixels (24 of them its own) in a row. */
function pictureOf(tiles: number): PictureFile {
  const [width, height] = [32 + 24 * (tiles - 1), 8];
  const data = new Uint8Array(width * height);
  const image: Image = { width, height, channels: 1, colour: 'grey', bitDepth: 8, data };
  return { name: `${tiles}.png`, open: async () => encodePng(image) };
}

async function share(
  tiles: readonly number[],
  workers: number,
  device: 'cpu' | 'webgpu' = 'cpu',
  turns: Turns = 1,
) {
  let opened = 0;
  const found = await shareOut(
    { files: tiles.map(pictureOf), model: brightnessModel(), device, workers, turns },
    (file) => {
      opened++;
      return openPicture(file, {});
    },
  );
  return { ...found, opened };
}

describe('shareOut', () => {
  it('gives every worker pictures where there are enough, without looking at them', async () => {
    expect(await share([1, 1, 1], 2)).toEqual({ pictures: 2, pool: { workers: 2 }, opened: 0 });
    expect(await share([90], 1)).toEqual({ pictures: 1, pool: { workers: 1 }, opened: 0 });
  });

  it('has several devices on one picture that is worth it', async () => {
    expect(await share([90], 4)).toEqual({ pictures: 1, pool: { workers: 4, threads: 1 }, opened: 1 });
    expect(await share([17], 8)).toEqual({ pictures: 1, pool: { workers: 2, threads: 4 }, opened: 1 });
    expect(await share([3, 30], 16)).toEqual({ pictures: 2, pool: { workers: 4, threads: 4 }, opened: 2 });
  });

  it('counts the turns in which a tile is shown as so much more work', async () => {
    expect(await share([5], 8, 'cpu', 4)).toEqual({
      pictures: 1,
      pool: { workers: 2, threads: 4 },
      opened: 1,
    });
  });

  it('leaves a small picture to one device with all cores', async () => {
    expect(await share([4], 8)).toEqual({ pictures: 1, pool: { workers: 1 }, opened: 1 });
    expect(await share([1, 1], 8)).toEqual({ pictures: 2, pool: { workers: 2, threads: 4 }, opened: 2 });
  });

  it('has one device of an accelerator', async () => {
    expect(await share([90], 4, 'webgpu')).toEqual({ pictures: 1, pool: { workers: 1 }, opened: 0 });
  });

  it('counts a file that cannot be opened for nothing', async () => {
    const broken: PictureFile = { name: 'broken', open: () => Promise.reject(new Error('gone')) };
    const request = { files: [broken], model: brightnessModel(), device: 'cpu', workers: 4 } as const;
    expect(await shareOut(request, (file) => openPicture(file, {}))).toEqual({
      pictures: 1,
      pool: { workers: 1 },
    });
  });
});
