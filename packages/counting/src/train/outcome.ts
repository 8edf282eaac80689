import { floatData, type Tensor } from '@celltally/engine';
import { createRandom } from '@celltally/imaging';
import { type DecodeSettings, fitDecodeSettings } from '@celltally/models';
import { AVERAGE, BUFFERS, PARAMETERS, unflatten } from '@celltally/nn';
import { RunError } from '../errors.js';
import type { TaskEvent } from '../events.js';
import { BOOTSTRAP_SEED } from '../metrics/bootstrap.js';
import type { EvaluationSummary } from '../metrics/summary.js';
import type { PicturePrediction } from '../predict/decode-prediction.js';
import { type Checkpoint, readCheckpoint } from './checkpoint.js';
import { fitCounting } from './fit-counting.js';
import { MODEL_BATCHES, populationStatistics } from './population-statistics.js';
import { BEST, LAST } from './run.js';
import type { RunStore } from './run-store.js';
import type { Session } from './session.js';
import type { NamedTensors } from './trainer.js';
import { judge, predictAll, summarize } from './validate.js';
import { weightsBySet } from './weights-by-set.js';

/** Where batch normalisation's statistics come from: an average over many batches, or the last ones. */
const STATISTICS = ['population', 'running'] as const;
export type Statistics = (typeof STATISTICS)[number];

/** What may be chosen from: statistics that a training leaves as they are, or that a network does not have, are no choice. */
const statisticsOf = ({ trainer: { network } }: Pick<Session, 'trainer'>): readonly Statistics[] =>
  network.updates.size === 0 ? ['running'] : STATISTICS;

/** What the training of a stage came to. */
export interface StageOutcome {
  readonly bestEpoch: number;
  readonly statistics: Statistics;
  /** The network's tensors by name. */
  readonly tensors: NamedTensors;
  /** Decoding fitted on the validation pictures. */
  readonly settings: DecodeSettings;
  /** Figures on the validation pictures with these settings, and their intervals. */
  readonly validation?: EvaluationSummary;
}

/** Takes the best of what the epochs left, and fits the decoding on the validation pictures. */
export async function* outcomeOf(session: Session): AsyncGenerator<TaskEvent, StageOutcome> {
  const { plan, validation, store } = session;
  const { target, stage } = plan;
  const checkpoints = await lastingCheckpoints(store);
  const total = statisticsOf(session).length * checkpoints.length + 1;
  const { epoch, tensors, predictions, statistics } = yield* bestCandidate(session, checkpoints, total);
  yield { type: 'choosing', stage: stage.name, done: total - 1, total };
  const weights = weightsBySet(validation);
  const samples = validation.map(({ annotation }, i) => ({
    annotation,
    weight: weights[i] as number,
    map: (predictions[i] as PicturePrediction).map,
  }));
  const radius = RADIUS * plan.config.scale;
  const fitted = samples.length === 0 ? target.defaults : fitDecodeSettings(target, samples, { radius });
  const settings =
    samples.length === 0 ? fitted : fitCounting(fitted, plan.config, { target, samples, predictions });
  return {
    bestEpoch: epoch,
    statistics,
    tensors: namedTensors(session, tensors),
    settings,
    ...(samples.length === 0
      ? {}
      : {
          validation: summarize(validation, predictions, target, settings, {
            uniform: createRandom(BOOTSTRAP_SEED).uniform,
          }),
        }),
  };
}

/** Pixels of the picture within which a found cell is right. */
const RADIUS = 10;

/** Tensors that may become the model, with what they predict of the validation pictures. */
interface Candidate {
  readonly epoch: number;
  readonly statistics: Statistics;
  readonly tensors: Readonly<Record<string, Tensor>>;
  readonly predictions: readonly PicturePrediction[];
  readonly score: number;
}

/**
 * Each checkpoint with the population's statistics and with its running ones: the candidate that does best on the
 * validation pictures. The running ones decided which epoch counted as best, so the last epoch gets its chance, too.
 */
async function* bestCandidate(
  session: Session,
  checkpoints: readonly Checkpoint[],
  total: number,
): AsyncGenerator<TaskEvent, Candidate> {
  const { device, predictor, validation, signal, plan } = session;
  let best: Candidate | undefined;
  let done = 0;
  for (const { epoch, step, tensors } of checkpoints) {
    // No more than it was trained with: a short training of a large network would take longest here.
    const batches = Math.min(MODEL_BATCHES, step);
    for (const statistics of statisticsOf(session)) {
      yield { type: 'choosing', stage: plan.stage.name, done: done++, total };
      await device.write(tensors);
      const buffers = statistics === 'population' ? await populationStatistics(session, batches) : undefined;
      const complete = { ...tensors, ...buffers };
      await device.write(complete);
      const predictions = await predictAll(predictor, validation, signal);
      const score = validation.length === 0 ? 0 : judge(session, predictions).score;
      if (best === undefined || score < best.score)
        best = { epoch, statistics, tensors: complete, predictions, score };
    }
  }
  return best as Candidate;
}

/** The best checkpoint and the last one; until an epoch was validated there is no best. */
async function lastingCheckpoints(store: RunStore): Promise<readonly Checkpoint[]> {
  const [best, last] = [await readCheckpoint(store, BEST), await readCheckpoint(store, LAST)];
  const found = [best, last].filter((each) => each !== undefined);
  if (found.length === 0) throw new RunError('the run has no checkpoint: no epoch was finished');
  return best?.epoch === last?.epoch ? found.slice(0, 1) : found;
}

function namedTensors({ trainer, plan }: Session, residents: Candidate['tensors']): NamedTensors {
  const { parameters, buffers } = trainer.turns[0].step;
  const learnt = plan.config.averaging > 0 ? AVERAGE : PARAMETERS;
  return new Map<string, Tensor>([
    ...unflatten(parameters, floatData(residents[learnt] as Tensor)),
    ...(buffers.length > 0 ? unflatten(buffers, floatData(residents[BUFFERS] as Tensor)) : []),
  ]);
}
