import OpenSeadragon from 'openseadragon';
import type { View } from '../view.js';
import type { ViewedPicture } from '../viewer.js';
import type { SampleCache } from './sample-cache.js';
import { emptyTile, fillTile, type SampleTile } from './sample-tile.js';
import { finestLevel, reductionAt, tileRegion, tileSide } from './tile-grid.js';
import { isWanted } from './wanted.js';

/** The name under which OpenSeadragon keeps our tiles. */
export const tileType = 'celltally-samples';

const droppers = new WeakMap<SampleTile, (tile: SampleTile) => void>();
OpenSeadragon.converter.learnDestroy(tileType, (tile: SampleTile) => droppers.get(tile)?.(tile));

// Readings that are given up must end as failures, which the library writes as errors. The page hears of real ones.
const { console: loud } = globalThis;
Object.assign(OpenSeadragon, {
  console: {
    log: loud.log.bind(loud),
    debug: loud.debug.bind(loud),
    info: loud.info.bind(loud),
    warn: loud.warn.bind(loud),
    assert: loud.assert.bind(loud),
    error(message: unknown, ...rest: unknown[]) {
      if (!String(message).startsWith('Tile %s failed to load')) loud.error(message, ...rest);
    },
  },
});

/** Where the tiles of a picture come from. */
export interface TileSourceOptions {
  readonly picture: ViewedPicture;
  readonly cache: SampleCache;
  /** Channels that are shown when a tile is read. */
  readonly channels: () => readonly number[];
  /** A tile could not be read; not called for readings that were given up. */
  readonly onFailure: (cause: unknown) => void;
  /** A tile will not be drawn again. */
  readonly onDrop: (tile: SampleTile) => void;
}

export interface PictureTiles {
  readonly source: OpenSeadragon.TileSource;
  /** Gives up the readings of tiles that are no longer seen. */
  giveUpUnseen(view: View): void;
  /** Gives up every reading. */
  close(): void;
}

/** A picture as OpenSeadragon asks for it: tiles of samples, nothing from the network. */
export function createPictureTiles(options: TileSourceOptions): PictureTiles {
  const { picture, cache, channels, onFailure, onDrop } = options;
  const { width, height, id } = picture;
  const readings = new Map<OpenSeadragon.ImageJob, { tile: SampleTile; controller: AbortController }>();
  const source = new OpenSeadragon.TileSource({
    width,
    height,
    tileSize: tileSide,
    tileOverlap: 0,
    minLevel: 0,
    maxLevel: finestLevel(picture),
  });
  // The library's own way to give a source other methods.
  Object.assign(source, {
    getTileUrl: (level: number, x: number, y: number) => `${id}/${level}/${x}/${y}`,
    hasTransparency: () => false,
    downloadTileStart(job: OpenSeadragon.ImageJob) {
      const controller = new AbortController();
      const { level, x, y } = job.tile;
      const tile = emptyTile(picture, tileRegion(picture, level, x, y), reductionAt(picture, level));
      readings.set(job, { tile, controller });
      droppers.set(tile, onDrop);
      fillTile(tile, channels(), cache, controller.signal).then(
        () => {
          if (readings.delete(job)) job.finish(tile, null, tileType);
        },
        (cause: unknown) => {
          if (!readings.delete(job)) return;
          onFailure(cause);
          job.fail(String(cause), null);
        },
      );
    },
    downloadTileAbort(job: OpenSeadragon.ImageJob) {
      const reading = readings.get(job);
      readings.delete(job);
      reading?.controller.abort();
    },
  });
  const giveUp = (job: OpenSeadragon.ImageJob) => {
    job.abort();
    // A failed tile counts as missing for good; this one may be wanted again.
    job.tile.exists = true;
  };
  return {
    source,
    giveUpUnseen(view) {
      for (const [job, { tile }] of [...readings]) if (!isWanted(tile, view)) giveUp(job);
    },
    close() {
      for (const job of [...readings.keys()]) giveUp(job);
    },
  };
}
