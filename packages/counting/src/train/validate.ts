import type { Annotation, DatasetItem } from '@celltally/imaging';
import type { DecodeSettings, MapPlane, MapTarget } from '@celltally/models';
import { CountingError } from '../errors.js';
import { compareWithTruth } from '../evaluate/compare.js';
import { type EvaluationSummary, type ImageResult, summarizeEvaluation } from '../metrics/summary.js';
import type { Preparation, PreparedPicture } from '../picture/preparation.js';
import type { Predictor } from '../predict/predictor.js';
import { readPicture } from './read-picture.js';

/** A validation picture, read once and kept. */
export interface ValidationPicture {
  readonly name: string;
  readonly picture: PreparedPicture;
  readonly annotation: Annotation;
}

/** Reads the validation pictures. */
export async function readValidation(
  items: readonly DatasetItem[],
  preparation: Preparation,
  signal?: AbortSignal,
): Promise<ValidationPicture[]> {
  const pictures: ValidationPicture[] = [];
  for (const item of items) {
    signal?.throwIfAborted();
    const annotation = await item.annotation();
    if (annotation === undefined)
      throw new CountingError(`${item.name} has no annotation: it cannot validate`);
    const picture = await readPicture(item, preparation);
    pictures.push({ name: item.name, picture, annotation });
  }
  return pictures;
}

/** The maps of the validation pictures under the present parameters. */
export async function predictAll(
  predictor: Predictor,
  pictures: readonly ValidationPicture[],
  signal?: AbortSignal,
): Promise<MapPlane[]> {
  const maps: MapPlane[] = [];
  for (const { picture } of pictures) maps.push(await predictor.predict(picture, signal));
  return maps;
}

/** The figures of predicted maps. */
export function summarizeMaps(
  pictures: readonly ValidationPicture[],
  maps: readonly MapPlane[],
  target: MapTarget,
  settings: DecodeSettings,
): { readonly results: readonly ImageResult[]; readonly summary: EvaluationSummary } {
  const results = pictures.map(({ name, annotation }, i) =>
    compareWithTruth(name, target.decode(maps[i] as MapPlane, settings), annotation, { seconds: 0 }),
  );
  return { results, summary: summarizeEvaluation(results) };
}

/**
 * What decides which epoch is best; smaller is better. A density is judged by its counts; a map whose peaks are counted,
 * by where they are (Lite-UNet's rule: F1 at 5 and at 10 pixels).
 */
export function scoreOf(target: MapTarget, summary: EvaluationSummary): number {
  if (target.name === 'density' || summary.localization.length === 0) return summary.mae;
  return summary.localization.reduce((missing, { f1 }) => missing + (1 - f1), 0);
}
