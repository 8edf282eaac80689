import { type CompiledProgram, type Device, floatData, symbol, type Tensor } from '@celltally/engine';
import { type Architecture, type DecodeSettings, fitDecodeSettings, type MapTarget } from '@celltally/models';
import { AVERAGE, BUFFERS, compileExport, PARAMETERS, type TrainingStep, unflatten } from '@celltally/nn';
import type { TrainConfig } from '../config.js';
import { RunError } from '../errors.js';
import type { EpochRecord } from '../events.js';
import type { EvaluationSummary } from '../metrics/summary.js';
import type { Preparation } from '../picture/preparation.js';
import { openPredictor } from '../predict/predictor.js';
import { readCheckpoint } from './checkpoint.js';
import { buildMapNetwork, MAP, validationProgramOf } from './network.js';
import { BEST } from './run.js';
import type { RunStore } from './run-store.js';
import { modelOptionsOf } from './settings.js';
import { predictAll, summarizeMaps, type ValidationPicture } from './validate.js';

/** A trained network with all that is needed to use and to describe it. */
export interface TrainedModel {
  readonly architecture: Architecture;
  readonly options: Readonly<Record<string, number | boolean>>;
  readonly config: TrainConfig;
  readonly target: MapTarget;
  readonly settings: DecodeSettings;
  readonly preparation: Preparation;
  readonly dataset: string;
  readonly bestEpoch: number;
  readonly records: readonly EpochRecord[];
  /** Figures on the validation pictures with the fitted settings. */
  readonly validation: EvaluationSummary | undefined;
  /** The network in standard ONNX, sizes free: `image` `[N, 3, H, W]` to `map` `[N, 1, H, W]`. */
  readonly program: CompiledProgram;
}

interface Finishing {
  readonly store: RunStore;
  readonly device: Device;
  readonly architecture: Architecture;
  readonly config: TrainConfig;
  readonly target: MapTarget;
  readonly preparation: Preparation;
  readonly validation: readonly ValidationPicture[];
  readonly records: readonly EpochRecord[];
  readonly dataset: string;
  readonly layouts: Pick<TrainingStep, 'parameters' | 'buffers'>;
}

/** Goes back to the best epoch, fits the decoding on the validation pictures and makes the model to export. */
export async function finishRun(run: Finishing): Promise<TrainedModel> {
  const { store, device, architecture, config, target, preparation, validation, records } = run;
  const best = await readCheckpoint(store, BEST);
  if (best === undefined) throw new RunError('the run has no best checkpoint: no epoch was finished');
  await device.write(best.tensors);
  const options = modelOptionsOf(architecture, config);
  const predictor = await openPredictor(device, validationProgramOf(architecture, options, config.averaging > 0), {
    tile: config.crop,
    halo: config.halo,
    multipleOf: architecture.multipleOf,
  });
  const maps = await predictAll(predictor, validation);
  await predictor.close();
  const settings =
    validation.length === 0
      ? target.defaults
      : fitDecodeSettings(
          target,
          validation.map(({ annotation }, i) => ({ annotation, map: maps[i] as never })),
        );
  return {
    architecture,
    options,
    config,
    target,
    settings,
    preparation,
    dataset: run.dataset,
    bestEpoch: best.epoch,
    records,
    validation: validation.length === 0 ? undefined : summarizeMaps(validation, maps, target, settings).summary,
    program: exportProgram(architecture, options, best.tensors, run.layouts, config.averaging > 0),
  };
}

function exportProgram(
  architecture: Architecture,
  options: Readonly<Record<string, number | boolean>>,
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
