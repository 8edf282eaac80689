import {
  connectedComponents,
  createStitchedOutput,
  planTiles,
  readTile,
  simulate,
  stitchTile,
} from '@celltally/imaging';
import { expect, it } from 'vitest';
import { cellSignal } from '../seen/cell-signal.js';
import { cellMap } from './find-cells.js';

it.each(['dark', 'bright'] as const)(
  'finds in tiles what it finds in the whole picture, on %s ground',
  (ground) => {
    const modality = ground === 'dark' ? 'fluorescence' : 'brightfield';
    const size = { width: 330, height: 290 };
    const { image } = simulate({ modality, ...size, count: 60, diameter: 15, clustering: 0.6, seed: 11 });
    const signal = cellSignal(image, ground, 255);
    const threshold = ground === 'dark' ? 250 : 0.1;
    const height = threshold / 2;
    const plan = { method: 'nuclei', ground, diameter: 16, threshold, height } as const;
    const whole = cellMap(signal, plan);
    const tiles = planTiles(size.width, size.height, { tile: 200, halo: 64 });
    expect(tiles.tiles.length).toBeGreaterThan(3);
    const stitched = createStitchedOutput(tiles);
    for (const tile of tiles.tiles) {
      const part = readTile({ ...signal, channels: 1, colour: 'grey', bitDepth: 32 }, tile);
      const block = { width: part.width, height: part.height, data: part.data as Float32Array };
      stitchTile(stitched, tile, cellMap(block, plan).data);
    }
    const objects = ({ data }: { readonly data: Float32Array }): number =>
      connectedComponents({ ...size, values: Uint8Array.from(data) }, 4).components.length;
    expect(objects(whole)).toBeGreaterThan(40);
    expect(objects(stitched)).toBe(objects(whole));
  },
);
