import type { DecodeSettings, MapTarget } from '@celltally/models';
import { compareWithTruth } from '../evaluate/compare.js';
import type { BootstrapOptions } from '../metrics/bootstrap.js';
import { type EvaluationSummary, summarizeEvaluation } from '../metrics/summary.js';
import { decodePrediction, type PicturePrediction } from '../predict/decode-prediction.js';
import { atOwnSize } from '../predict/own-size.js';
import type { Predictor } from '../predict/predictor.js';
import type { AnnotatedPicture } from './pictures.js';
import type { Session } from './session.js';
import { learnsToCount } from './turns.js';

/** What the network says of the validation pictures under the present parameters. */
export async function predictAll(
  predictor: Predictor,
  pictures: readonly AnnotatedPicture[],
  signal?: AbortSignal,
): Promise<PicturePrediction[]> {
  const predictions: PicturePrediction[] = [];
  for (const { picture } of pictures) predictions.push(await predictor.predict(picture, signal));
  return predictions;
}

/** The figures of predictions, but the structural similarity of outlines: it would take longer than the validation. */
export function summarize(
  pictures: readonly AnnotatedPicture[],
  predictions: readonly PicturePrediction[],
  target: MapTarget,
  settings: DecodeSettings,
  intervals?: BootstrapOptions,
): EvaluationSummary {
  return summarizeEvaluation(
    pictures.map(({ name, own }, i) => {
      const prediction = predictions[i] as PicturePrediction;
      const found = decodePrediction(target, prediction, settings);
      const { decoded, map } = atOwnSize({ decoded: found, map: prediction.map }, own);
      return compareWithTruth(name, decoded, own.annotation, { target, seconds: 0, map, ssim: false });
    }),
    intervals,
  );
}

/**
 * What decides which epoch is best; smaller is better. A network that learns to count is judged by its counts, by those
 * of a head as by the sum of a density; unless it is to count by the objects that it finds. Then, or else a map whose peaks or objects are counted is judged by where they are
 * (Lite-UNet's rule: F1 at 5 and at 10 pixels), as is a density beside a count that does not change any more.
 */
export function scoreOf(
  { trainer: { network }, plan: { target, config } }: Pick<Session, 'trainer' | 'plan'>,
  summary: EvaluationSummary,
): number {
  const byHead = learnsToCount(network) && config.countFrom !== 'objects';
  const counts = network.result.count === undefined ? target.name === 'density' : byHead;
  if (counts || summary.localization.length === 0) return summary.mae;
  return summary.localization.reduce((missing, { f1 }) => missing + (1 - f1), 0);
}
