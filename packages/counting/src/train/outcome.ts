import { type CompiledProgram, floatData, symbol, type Tensor } from '@celltally/engine';
import {
  type Architecture,
  type DecodeSettings,
  fitDecodeSettings,
  type MapPlane,
  type MapTarget,
  type NetworkOptions,
} from '@celltally/models';
import { AVERAGE, BUFFERS, compileExport, PARAMETERS, type TrainingStep, unflatten } from '@celltally/nn';
import type { TrainConfig } from '../config.js';
import { RunError } from '../errors.js';
import type { EpochRecord } from '../events.js';
import type { EvaluationSummary } from '../metrics/summary.js';
import type { Preparation } from '../picture/preparation.js';
import { type Checkpoint, readCheckpoint } from './checkpoint.js';
import type { Design } from './design.js';
import { buildMapNetwork, MAP } from './network.js';
import { populationStatistics } from './population-statistics.js';
import { BEST, LAST } from './run.js';
import type { RunStore } from './run-store.js';
import type { Session } from './session.js';
import { predictAll, scoreOf, summarizeMaps } from './validate.js';

/** A trained network with all that is needed to use and to describe it. */
export interface TrainedModel {
  readonly architecture: Architecture;
  readonly options: NetworkOptions;
  readonly config: TrainConfig;
  readonly target: MapTarget;
  readonly settings: DecodeSettings;
  readonly preparation: Preparation;
  readonly dataset: string;
  readonly bestEpoch: number;
  readonly records: readonly EpochRecord[];
  /** Where batch normalisation's statistics come from: the last batches, or an average over many. */
  readonly statistics: 'running' | 'population';
  /** Figures on the validation pictures with the fitted settings. */
  readonly validation: EvaluationSummary | undefined;
  /** The network in standard ONNX, sizes free: `image` `[N, 3, H, W]` to `map` `[N, 1, H, W]`. */
  readonly program: CompiledProgram;
}

/** Takes the best of what the run left, fits the decoding on the validation pictures and makes the model to export. */
export async function finishRun(session: Session, records: readonly EpochRecord[]): Promise<TrainedModel> {
  const { request, design, validation, preparation, trained } = session;
  const { dataset, config, store } = request;
  const { architecture, options, target } = design;
  const { epoch, tensors, maps, statistics } = await bestCandidate(session, await lastingCheckpoints(store));
  const samples = validation.map(({ annotation }, i) => ({ annotation, map: maps[i] as MapPlane }));
  const settings = samples.length === 0 ? target.defaults : fitDecodeSettings(target, samples);
  return {
    architecture,
    options,
    config,
    target,
    settings,
    preparation,
    dataset: dataset.name,
    bestEpoch: epoch,
    records,
    validation: samples.length === 0 ? undefined : summarizeMaps(validation, maps, target, settings).summary,
    statistics,
    program: exportProgram(design, tensors, trained.step, config.averaging > 0),
  };
}

/** Tensors that may become the model, with the maps that they predict of the validation pictures. */
interface Candidate {
  readonly epoch: number;
  readonly statistics: TrainedModel['statistics'];
  readonly tensors: Readonly<Record<string, Tensor>>;
  readonly maps: readonly MapPlane[];
  readonly score: number;
}

/**
 * Each checkpoint with the population's statistics and with its running ones: the candidate that does best on the
 * validation pictures. The running ones decided which epoch counted as best, so the last epoch gets its chance, too.
 */
async function bestCandidate(session: Session, checkpoints: readonly Checkpoint[]): Promise<Candidate> {
  const { device, predictor, validation, design, request } = session;
  const { target } = design;
  let best: Candidate | undefined;
  for (const { epoch, tensors } of checkpoints) {
    await device.write(tensors);
    const population = await populationStatistics(session);
    for (const [statistics, buffers] of [
      ['population', population],
      ['running', {}],
    ] as const) {
      const complete = { ...tensors, ...buffers };
      await device.write(complete);
      const maps = await predictAll(predictor, validation, request.signal);
      const score =
        validation.length === 0
          ? 0
          : scoreOf(target, summarizeMaps(validation, maps, target, target.defaults).summary);
      if (best === undefined || score < best.score)
        best = { epoch, statistics, tensors: complete, maps, score };
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

function exportProgram(
  { architecture, options }: Design,
  tensors: Readonly<Record<string, Tensor>>,
  layouts: Pick<TrainingStep, 'parameters' | 'buffers'>,
  averaged: boolean,
): CompiledProgram {
  const step = architecture.multipleOf;
  const { network } = buildMapNetwork(
    architecture,
    options,
    [symbol('batch'), 3, symbol('height', step), symbol('width', step)],
    false,
  );
  const named = new Map<string, Tensor>([
    ...unflatten(layouts.parameters, floatData(tensors[averaged ? AVERAGE : PARAMETERS] as Tensor)),
    ...(layouts.buffers.length > 0 ? unflatten(layouts.buffers, floatData(tensors[BUFFERS] as Tensor)) : []),
  ]);
  return compileExport({ network, outputs: { [MAP]: network.result }, tensors: named });
}
