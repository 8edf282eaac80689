import { RunError } from '../errors.js';
import type { TaskEvent } from '../events.js';
import type { NormalisationName } from '../picture/preparation.js';
import { designOf } from './design.js';
import { keepInitialWeights, keptInitialWeights } from './initial-weights.js';
import { readMaterial } from './material.js';
import type { TrainRequest } from './request.js';
import { beginRun, holdsRun, type RunDescription } from './run.js';
import { partOf } from './run-store.js';
import { type FinishedStage, trainStage } from './stage.js';
import { type TrainedModel, trainedModel } from './trained-model.js';

/**
 * Trains a model, stage by stage, and yields what happens; the generator's result is the best model with its decoding
 * fitted on the validation pictures. A run that was stopped, at whatever moment, continues from its last whole epoch to
 * the same numbers, unless a time limit governs it.
 * @throws RunError, ConfigError, DivergedError, or an error of the data set that names the picture
 */
export async function* train(request: TrainRequest): AsyncGenerator<TaskEvent, TrainedModel> {
  const { dataset, config, store, signal } = request;
  const design = await designOf(config, request.architecture);
  const splits = dataset.splits ?? { train: [], val: [], test: [] };
  const run: RunDescription = { dataset: dataset.name, config, splits };
  const resumed = await holdsRun(store, run, request.resume ?? false);
  const init = resumed ? await keptInitialWeights(store) : request.init;
  if (request.init !== undefined && request.init.sha256 !== init?.sha256) {
    throw new RunError(
      `the run was begun ${init === undefined ? 'from scratch' : `with ${init.name}`}, not with ${request.init.name}: resume without initial weights, or begin another run`,
    );
  }
  const material = await readMaterial(dataset, design, {
    scale: config.scale,
    normalisation: config.normalisation as NormalisationName,
    signal,
  });

  let begun = resumed;
  const begin = async (): Promise<void> => {
    if (begun) return;
    if (init !== undefined) await keepInitialWeights(store, init);
    await beginRun(store, run);
    begun = true;
  };
  const finished: FinishedStage[] = [];
  for (const plan of design.stages) {
    const stage = trainStage({
      request,
      design,
      plan,
      material,
      store: design.stages.length === 1 ? store : partOf(store, plan.stage.name),
      former: finished.at(-1),
      resumed,
      init,
      begin,
    });
    finished.push(yield* stage);
  }
  return trainedModel({ request, design, preparation: material.preparation, stages: finished, init });
}
