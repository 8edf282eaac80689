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

/**
 * Goes back to the best epoch, steadies its statistics, fits the decoding on the validation pictures and makes the model
 * to export.
 */
export async function finishRun(session: Session, records: readonly EpochRecord[]): Promise<TrainedModel> {
  const { request, design, validation, preparation, trained } = session;
  const { dataset, config, store } = request;
  const { architecture, options, target } = design;
  const best = await bestCheckpoint(store);
  const { tensors, maps, statistics } = await steadied(session, best.tensors);
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
    bestEpoch: best.epoch,
    records,
    validation: samples.length === 0 ? undefined : summarizeMaps(validation, maps, target, settings).summary,
    statistics,
    program: exportProgram(design, tensors, trained.step, config.averaging > 0),
  };
}

/**
 * The best epoch's tensors with the statistics, running or of the population, that do better on the validation pictures,
 * and the maps of those. Leaves the chosen ones on the device.
 */
async function steadied(
  session: Session,
  tensors: Readonly<Record<string, Tensor>>,
): Promise<{
  tensors: Readonly<Record<string, Tensor>>;
  maps: readonly MapPlane[];
  statistics: TrainedModel['statistics'];
}> {
  const { device, predictor, validation, design, request } = session;
  const { target } = design;
  const score = (maps: readonly MapPlane[]): number =>
    validation.length === 0
      ? Number.POSITIVE_INFINITY
      : scoreOf(target, summarizeMaps(validation, maps, target, target.defaults).summary);
  await device.write(tensors);
  const running = await predictAll(predictor, validation, request.signal);
  const population = await populationStatistics(session);
  await device.write(population);
  const maps = await predictAll(predictor, validation, request.signal);
  if (score(maps) <= score(running))
    return { tensors: { ...tensors, ...population }, maps, statistics: 'population' };
  await device.write(tensors);
  return { tensors, maps: running, statistics: 'running' };
}

/** Until an epoch was validated none is best: then the last one is kept. */
async function bestCheckpoint(store: RunStore): Promise<Checkpoint> {
  const found = (await readCheckpoint(store, BEST)) ?? (await readCheckpoint(store, LAST));
  if (found === undefined) throw new RunError('the run has no checkpoint: no epoch was finished');
  return found;
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
