import type { DecodeSettings, MapTarget } from '@celltally/models';
import { compareWithTruth } from '../evaluate/compare.js';
import type { BootstrapOptions } from '../metrics/bootstrap.js';
import { type EvaluationSummary, summarizeEvaluation } from '../metrics/summary.js';
import { decodePrediction, type PicturePrediction } from '../predict/decode-prediction.js';
import { atOwnSize } from '../predict/own-size.js';
import type { Predictor } from '../predict/predictor.js';
import { sourcesOf } from './fit-counting.js';
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

export interface Judgement {
  readonly summary: EvaluationSummary;
  /** What decides which epoch is best; smaller is better. */
  readonly score: number;
}

type Judge = Pick<Session, 'trainer' | 'plan' | 'validation'>;

/**
 * How good predictions of the validation pictures are, decoded as the target does by default. Where both a network's
 * number and the objects of its map may count, the figures are of what does better; a density is judged by its number,
 * because the peaks that are its cells depend much on thresholds, which are fitted at the end.
 */
export function judge(judging: Judge, predictions: readonly PicturePrediction[]): Judgement {
  const { validation, plan } = judging;
  const { target, config } = plan;
  const asked = target.cellMass !== undefined && config.countFrom === 'best' ? 'number' : config.countFrom;
  const judgements = sourcesOf(asked, { target, predictions }).map((source) => {
    const summary = summarize(validation, predictions, target, { ...target.defaults, ...source });
    return { summary, score: scoreOf(judging, summary) };
  });
  return judgements.reduce((best, each) => (each.score < best.score ? each : best));
}

/**
 * A network that learns to count is judged by its counts, by those of a head as by the sum of a density; unless it is to
 * count by the objects that it finds. Then, or else a map whose peaks or objects are counted is judged by where they are
 * (Lite-UNet's rule: F1 at 5 and at 10 pixels), as is a density beside a count that does not change any more.
 */
export function scoreOf(
  { trainer: { network }, plan: { target, config } }: Pick<Judge, 'trainer' | 'plan'>,
  summary: EvaluationSummary,
): number {
  const byHead = learnsToCount(network) && config.countFrom !== 'objects';
  const bySum = target.name === 'density' && config.countFrom !== 'objects';
  const counts = network.result.count === undefined ? bySum : byHead;
  if (counts || summary.localization.length === 0) return summary.mae;
  return summary.localization.reduce((missing, { f1 }) => missing + (1 - f1), 0);
}
