import type { DeviceName } from '@celltally/engine';
import type { Selection } from '@celltally/imaging';
import type { DecodeSettings } from '@celltally/models';
import { atEvenDistances } from '../at-even-distances.js';
import type { PictureCount, TaskEvent } from '../events.js';
import { inParallel } from '../predict/in-parallel.js';
import { openPool, type PredictorPool } from '../predict/pool.js';
import { takeTurns } from '../predict/take-turns.js';
import type { Turns } from '../predict/turns.js';
import type { UsableModel } from '../usable-model.js';
import { countPicture, type PictureCounting } from './count-picture.js';
import { type Listen, listenTo, type PictureEvent } from './picture-events.js';
import { type OpenPicture, openPicture, type PictureFile } from './picture-file.js';
import { secondOpinion } from './second-opinion.js';
import { shareOut } from './share-out.js';

export interface CountRequest {
  readonly files: readonly PictureFile[];
  readonly model: UsableModel;
  /** Which channels, plane and page to read. */
  readonly selection?: Selection;
  /** Overrides the thresholds that were fitted on validation pictures. */
  readonly settings?: Partial<DecodeSettings>;
  readonly device?: DeviceName;
  /**
   * Pictures in flight, and tiles in flight of all of them together; memory grows with it by a network and a picture each.
   * Default 1.
   */
  readonly workers?: number;
  /** Ways in which the network is shown each picture; what it says is their mean. It takes as many times longer. Default 1. */
  readonly turns?: Turns;
  /** Whether to yield the network's maps, as events `mapBand`. Default false. */
  readonly maps?: boolean;
  /** Whether to yield the objects of a model that outlines them, as events `labelBand`. Default false. */
  readonly labels?: boolean;
  readonly signal?: AbortSignal;
}

/** What came of a whole request. */
export interface CountSummary {
  /** In the order of the request. */
  readonly counted: readonly PictureCount[];
  readonly failed: readonly Failure[];
  readonly total: number;
}

interface Failure {
  readonly image: string;
  readonly reason: string;
}

/** What is yielded of a picture: how far it is, what its map says, or what came of it. */
type Arrival =
  | PictureEvent
  | { readonly type: 'done'; readonly file: PictureFile; readonly outcome: PictureCount | Failure };

/** How many pictures of a run are counted again by other means: enough to notice a model that does not know them. */
const COUNTED_AGAIN = 5;

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/**
 * Counts the cells in pictures and yields what happens. A picture that cannot be read is an event and a line of the
 * summary, never the end of the run. A picture may be of any size: what is in memory at once is some tiles, a band of rows
 * as high as a tile, and the cells that were found. Of what a network counts, up to five pictures are counted again by the
 * classical recipe, in their middle, and a warning says where the two are far apart.
 */
export async function* count(request: CountRequest): AsyncGenerator<TaskEvent, CountSummary> {
  const { files, model, selection = {}, device = 'cpu', signal } = request;
  // Without a network there is nothing to be shown several ways.
  const turns = model.program === undefined ? 1 : (request.turns ?? 1);
  yield { type: 'started', task: 'count', total: files.length };
  const ahead = new Map<PictureFile, Promise<OpenPicture>>();
  const openAhead = (file: PictureFile): Promise<OpenPicture> => {
    const opening = openPicture(file, selection);
    ahead.set(file, opening);
    return opening;
  };
  const open = (file: PictureFile): Promise<OpenPicture> => {
    const opening = ahead.get(file);
    // A picture that is done must not be held on to.
    ahead.delete(file);
    return opening ?? openPicture(file, selection);
  };
  const counted = new Map<PictureFile, PictureCount>();
  const failed = new Map<PictureFile, Failure>();
  let pool: PredictorPool | undefined;
  try {
    const share = await shareOut({ files, model, device, turns, workers: request.workers ?? 1 }, openAhead);
    pool = await openPool({ program: model.program, tiles: model.tiles, device, turns, ...share.pool });
    const how: PictureCounting = {
      model,
      settings: request.settings ?? {},
      selection,
      predictors: takeTurns(pool.predictors),
      lanes: pool.predictors.length,
      turns,
    };
    const lanes = Array.from({ length: share.pictures }, (_, i) => i);
    const again = new Set(model.program === undefined ? [] : atEvenDistances(files, COUNTED_AGAIN));
    const arrivals = inParallel<PictureFile, number, Arrival>(
      files,
      lanes,
      async (file, _, lane) => {
        const listen = listenTo(file.name, request, lane.emit);
        const task = { file, again: again.has(file) };
        return { type: 'done', file, outcome: await attempt(task, open, how, listen, lane.signal) };
      },
      signal,
    );
    for await (const arrival of arrivals) {
      if (arrival.type !== 'done') {
        yield arrival;
        continue;
      }
      const { file, outcome } = arrival;
      if ('reason' in outcome) {
        failed.set(file, outcome);
        yield { type: 'failed', ...outcome };
      } else {
        counted.set(file, outcome);
        yield { type: 'counted', result: outcome };
      }
    }
  } finally {
    await pool?.close();
    // Those whose turn never came.
    for (const opening of ahead.values()) {
      await opening.then(
        (picture) => picture.close(),
        () => {},
      );
    }
  }
  const inOrder = <T>(found: ReadonlyMap<PictureFile, T>): T[] =>
    files.flatMap((file) => {
      const each = found.get(file);
      return each === undefined ? [] : [each];
    });
  const all = inOrder(counted);
  return { counted: all, failed: inOrder(failed), total: all.reduce((sum, each) => sum + each.count, 0) };
}

async function attempt(
  { file, again }: { readonly file: PictureFile; readonly again: boolean },
  open: (file: PictureFile) => Promise<OpenPicture>,
  how: PictureCounting,
  listen: Listen,
  signal: AbortSignal,
): Promise<PictureCount | Failure> {
  try {
    const picture = await open(file);
    try {
      const start = performance.now();
      const listener = listen(picture.description);
      const found = await countPicture(picture, how, listener, signal);
      const seconds = picture.seconds + (performance.now() - start) / 1000;
      // What is counted stays counted, whatever becomes of a second opinion.
      const ask = { model: how.model.name, selection: how.selection };
      const doubt = again && (await secondOpinion(picture, found, ask, signal).catch(() => undefined));
      if (doubt) listener.onWarning?.(doubt);
      return { image: file.name, ...found, seconds };
    } finally {
      await picture.close();
    }
  } catch (error) {
    signal.throwIfAborted();
    return { image: file.name, reason: reasonOf(error) };
  }
}
