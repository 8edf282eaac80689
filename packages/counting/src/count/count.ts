import type { DeviceName } from '@celltally/engine';
import { openImage, type Selection } from '@celltally/imaging';
import type { DecodeSettings } from '@celltally/models';
import type { PictureCount, TaskEvent } from '../events.js';
import { preparePicture } from '../picture/preparation.js';
import { inParallel } from '../predict/in-parallel.js';
import { openPool } from '../predict/pool.js';
import type { Predictor } from '../predict/predictor.js';
import type { UsableModel } from '../usable-model.js';

/** A file with a picture. */
export interface PictureFile {
  readonly name: string;
  read(): Promise<Uint8Array>;
}

export interface CountRequest {
  readonly files: readonly PictureFile[];
  readonly model: UsableModel;
  /** Which channels, plane and page to read. */
  readonly selection?: Selection;
  /** Overrides the thresholds that were fitted on validation pictures. */
  readonly settings?: Partial<DecodeSettings>;
  readonly device?: DeviceName;
  /** Pictures in flight. Default 1. */
  readonly workers?: number;
  readonly signal?: AbortSignal;
}

/** What came of a whole request. */
export interface CountSummary {
  /** In the order of the request. */
  readonly counted: readonly PictureCount[];
  readonly failed: readonly { readonly image: string; readonly reason: string }[];
  readonly total: number;
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/**
 * Counts the cells in pictures and yields what happens. A picture that cannot be read is an event and a line of the
 * summary, never the end of the run.
 */
export async function* count(request: CountRequest): AsyncGenerator<TaskEvent, CountSummary> {
  const { files, model, signal } = request;
  yield { type: 'started', task: 'count', total: files.length };
  const pool = await openPool({
    program: model.program,
    tiles: model.tiles,
    device: request.device ?? 'cpu',
    workers: Math.max(1, Math.min(request.workers ?? 1, files.length)),
  });
  const counted = new Map<PictureFile, PictureCount>();
  const failed = new Map<PictureFile, { image: string; reason: string }>();
  try {
    const results = inParallel(
      files,
      pool.predictors,
      (file, predictor) => attempt(request, file, predictor),
      signal,
    );
    for await (const { file, outcome } of results) {
      if ('reason' in outcome) {
        failed.set(file, outcome);
        yield { type: 'failed', ...outcome };
      } else {
        counted.set(file, outcome);
        yield { type: 'counted', result: outcome };
      }
    }
  } finally {
    await pool.close();
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
  { model, selection, settings, signal }: CountRequest,
  file: PictureFile,
  predictor: Predictor,
): Promise<{ file: PictureFile; outcome: PictureCount | { image: string; reason: string } }> {
  const start = performance.now();
  try {
    const source = await openImage(await file.read(), { name: file.name });
    const image = await source.read(selection ?? {}, signal);
    const map = await predictor.predict(preparePicture(image, model.preparation), signal);
    const { count, points } = model.target.decode(map, { ...model.settings, ...settings });
    const seconds = (performance.now() - start) / 1000;
    return {
      file,
      outcome: { image: file.name, width: image.width, height: image.height, count, points, seconds },
    };
  } catch (error) {
    signal?.throwIfAborted();
    return { file, outcome: { image: file.name, reason: reasonOf(error) } };
  }
}
