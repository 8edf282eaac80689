import type { CompiledProgram } from '@celltally/engine';
import type { Architecture, DecodeSettings, MapTarget, NetworkOptions } from '@celltally/models';
import type { TrainConfig } from '../config/train-options.js';
import type { EpochRecord } from '../events.js';
import type { EvaluationSummary } from '../metrics/summary.js';
import type { Preparation } from '../picture/preparation.js';
import type { Design } from './design.js';
import { exportProgramOf } from './network.js';
import type { Statistics } from './outcome.js';
import type { InitialWeights, TrainRequest } from './request.js';
import type { FinishedStage } from './stage.js';

/** How a stage of a training went. */
export interface StageCourse {
  readonly name: string;
  /** The kind of map that it learnt. */
  readonly target: string;
  readonly records: readonly EpochRecord[];
  readonly bestEpoch: number;
  readonly statistics: Statistics;
}

/** A trained network with all that is needed to use and to describe it. */
export interface TrainedModel {
  readonly architecture: Architecture;
  readonly options: NetworkOptions;
  readonly config: TrainConfig;
  readonly target: MapTarget;
  readonly settings: DecodeSettings;
  readonly preparation: Preparation;
  readonly dataset: string;
  /** In the order of training. What follows is of the last one. */
  readonly stages: readonly StageCourse[];
  readonly bestEpoch: number;
  readonly records: readonly EpochRecord[];
  readonly statistics: Statistics;
  /** Figures on the validation pictures with the fitted settings. */
  readonly validation: EvaluationSummary | undefined;
  /** What the training began with: nothing is from scratch. */
  readonly init: (Pick<InitialWeights, 'name' | 'sha256'> & { readonly taken: number }) | undefined;
  /**
   * The network in standard ONNX, the batch free, and the sides if it serves all sizes: `image` `[N, 3, H, W]` to `map`
   * `[N, 1, H, W]`, and `count` `[N]` if it has a head that counts.
   */
  readonly program: CompiledProgram;
}

/** The model that the stages of a run have left. */
export function trainedModel({
  request,
  design,
  preparation,
  stages,
  init,
}: {
  readonly request: Pick<TrainRequest, 'config' | 'dataset'>;
  readonly design: Design;
  readonly preparation: Preparation;
  readonly stages: readonly FinishedStage[];
  readonly init: InitialWeights | undefined;
}): TrainedModel {
  const last = stages.at(-1) as FinishedStage;
  const { plan, tensors, settings, validation, records, bestEpoch, statistics } = last;
  const taken = stages.reduce((total, stage) => total + stage.taken, 0);
  return {
    architecture: design.architecture,
    options: design.options,
    config: request.config,
    target: plan.target,
    settings,
    preparation,
    dataset: request.dataset.name,
    stages: stages.map((each) => ({
      name: each.plan.stage.name,
      target: each.plan.target.name,
      records: each.records,
      bestEpoch: each.bestEpoch,
      statistics: each.statistics,
    })),
    bestEpoch,
    records,
    statistics,
    validation,
    init: init && { name: init.name, sha256: init.sha256, taken },
    program: exportProgramOf(design, plan.stage, tensors),
  };
}
