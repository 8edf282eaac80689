import type { DeviceName } from '@celltally/engine';
import { planTiles } from '@celltally/imaging';
import { enlargedSize } from '../picture/enlarge.js';
import { onProcessor } from '../predict/pool.js';
import type { Turns } from '../predict/turns.js';
import type { UsableModel } from '../usable-model.js';
import type { OpenPicture, PictureFile } from './picture-file.js';

/** How the work of a count is shared out. */
export interface Share {
  /** Pictures in flight. */
  readonly pictures: number;
  readonly pool: { readonly workers: number; readonly threads?: number };
}

/** Runs of the network for which another device is worth its start and its memory. */
const RUNS_PER_DEVICE = 8;

/**
 * With as many pictures as workers, each worker takes pictures. With fewer, the pictures are opened to see how many tiles
 * they have, and devices work on the tiles of one picture together; cores that are left go to the threads of each device.
 */
export async function shareOut(
  request: {
    readonly files: readonly PictureFile[];
    readonly model: UsableModel;
    readonly device: DeviceName;
    readonly workers: number;
    /** Ways in which the network is shown each tile. Default 1. */
    readonly turns?: Turns;
  },
  open: (file: PictureFile) => Promise<OpenPicture>,
): Promise<Share> {
  const { files, model, device, turns = 1 } = request;
  const pictures = Math.max(1, Math.min(request.workers, files.length));
  if (!onProcessor(device)) return { pictures: 1, pool: { workers: 1 } };
  if (request.workers <= pictures) return { pictures, pool: { workers: pictures } };
  const tiles = await Promise.all(
    files.map(async (file) => {
      // A file that cannot be opened is reported when its turn comes.
      const picture = await open(file).catch(() => undefined);
      if (picture === undefined) return 0;
      const { width, height } = enlargedSize(picture.description, model.preparation.inputScale ?? 1);
      return planTiles(width, height, model.tiles).tiles.length;
    }),
  );
  const runs = turns * tiles.reduce((sum, each) => sum + each, 0);
  const workers = Math.min(request.workers, Math.max(pictures, Math.floor(runs / RUNS_PER_DEVICE)));
  if (workers === 1) return { pictures, pool: { workers } };
  return { pictures, pool: { workers, threads: Math.max(1, Math.floor(request.workers / workers)) } };
}
