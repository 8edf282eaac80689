import type { DeviceName } from '@celltally/engine';
import { createRandom, type Dataset, type DatasetItem } from '@celltally/imaging';
import { CountingError } from '../errors.js';
import type { FoundCell, TaskEvent } from '../events.js';
import { BOOTSTRAP_SEED } from '../metrics/bootstrap.js';
import { type EvaluationSummary, type ImageResult, summarizeEvaluation } from '../metrics/summary.js';
import { preparePicture } from '../picture/preparation.js';
import { decodePrediction } from '../predict/decode-prediction.js';
import { inParallel } from '../predict/in-parallel.js';
import { atOwnSize } from '../predict/own-size.js';
import { openPool } from '../predict/pool.js';
import type { Predictor } from '../predict/predictor.js';
import type { Turns } from '../predict/turns.js';
import { sourceOfImage } from '../seen/picture-source.js';
import { modelFor, type UsableModel } from '../usable-model.js';
import { compareWithTruth, DEFAULT_RADII } from './compare.js';

export interface EvaluateRequest {
  /** Annotated pictures: usually one part of a split. */
  readonly dataset: Dataset;
  readonly model: UsableModel;
  /** Pixels within which a found cell may match a true one. Default 5 and 10. */
  readonly radii?: readonly number[];
  readonly device?: DeviceName;
  /** Pictures in flight. Default 1. */
  readonly workers?: number;
  /** Ways in which the network is shown each picture; what it says is their mean. Default 1. */
  readonly turns?: Turns;
  readonly signal?: AbortSignal;
}

export interface Evaluation {
  readonly summary: EvaluationSummary;
  /** In the order of the data set. */
  readonly images: readonly ImageResult[];
  readonly failed: readonly { readonly image: string; readonly reason: string }[];
}

type Outcome =
  | { readonly item: DatasetItem; readonly result: ImageResult; readonly points: readonly FoundCell[] }
  | { readonly item: DatasetItem; readonly reason: string };

/**
 * Counts annotated pictures and compares with the truth: counts, positions, and outlines where model and annotation have
 * them. Figures are over the pictures that could be read; those that
 * could not are listed.
 * @throws CountingError if none could be read
 */
export async function* evaluate(request: EvaluateRequest): AsyncGenerator<TaskEvent, Evaluation> {
  const { dataset, model, signal } = request;
  yield { type: 'started', task: 'evaluate', total: dataset.items.length };
  const pool = await openPool({
    program: model.program,
    tiles: model.tiles,
    device: request.device ?? 'cpu',
    workers: Math.max(1, Math.min(request.workers ?? 1, dataset.items.length)),
    turns: request.turns ?? 1,
  });
  const outcomes = new Map<DatasetItem, Outcome>();
  try {
    const results = inParallel(
      dataset.items,
      pool.predictors,
      (item, predictor) => attempt(request, item, predictor),
      signal,
    );
    for await (const outcome of results) {
      outcomes.set(outcome.item, outcome);
      if ('reason' in outcome) yield { type: 'failed', image: outcome.item.name, reason: outcome.reason };
      else yield { type: 'evaluated', result: outcome.result, points: outcome.points };
    }
  } finally {
    await pool.close();
  }
  const ordered = dataset.items.map((item) => outcomes.get(item) as Outcome);
  const images = ordered.flatMap((outcome) => ('reason' in outcome ? [] : [outcome.result]));
  const failed = ordered.flatMap((outcome) =>
    'reason' in outcome ? [{ image: outcome.item.name, reason: outcome.reason }] : [],
  );
  if (images.length === 0) {
    const first = failed[0];
    throw new CountingError(
      first === undefined
        ? `${dataset.name} holds no pictures`
        : `no picture could be evaluated; ${first.image}: ${first.reason}`,
    );
  }
  const { uniform } = createRandom(BOOTSTRAP_SEED);
  const summary = summarizeEvaluation(images, { uniform });
  yield { type: 'summary', summary };
  return { summary, images, failed };
}

async function attempt(
  { model: anyModel, radii, signal }: EvaluateRequest,
  item: DatasetItem,
  predictor: Predictor,
): Promise<Outcome> {
  const start = performance.now();
  try {
    const truth = await item.annotation();
    if (truth === undefined) throw new CountingError(`${item.name} has no annotation`);
    const image = await (await item.open()).read({}, signal);
    const model = await modelFor(anyModel, sourceOfImage(image), {}, { signal });
    const prediction = await (model.predictor ?? predictor).predict(
      preparePicture(image, model.preparation),
      signal,
    );
    const found = decodePrediction(model.target, prediction, model.settings);
    const { decoded, map } = atOwnSize({ decoded: found, map: prediction.map }, image);
    const seconds = (performance.now() - start) / 1000;
    const result = compareWithTruth(item.name, decoded, truth, {
      target: model.target,
      radii: radii ?? DEFAULT_RADII,
      seconds,
      map,
    });
    return { item, result, points: decoded.points };
  } catch (error) {
    signal?.throwIfAborted();
    return { item, reason: error instanceof Error ? error.message : String(error) };
  }
}
