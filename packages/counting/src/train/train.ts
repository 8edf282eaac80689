import { openDevice } from '@celltally/engine';
import { createRandom, restoreRandom } from '@celltally/imaging';
import { parameterCount } from '@celltally/nn';
import type { TaskEvent } from '../events.js';
import { stepsPerEpoch } from './batches.js';
import { designOf } from './design.js';
import { runEpochs } from './epochs.js';
import { readMaterial } from './material.js';
import { finishRun, type TrainedModel } from './outcome.js';
import type { TrainRequest } from './request.js';
import { beginRun, findRun, type RunDescription } from './run.js';
import { initialTensors, openSession } from './session.js';

/**
 * Trains a network and yields what happens; the generator's result is the best model with its decoding fitted on the
 * validation pictures. A run that was stopped, at whatever moment, continues from its last whole epoch to the same
 * numbers.
 * @throws RunError, ConfigError, DivergedError, or an error of the data set that names the picture
 */
export async function* train(request: TrainRequest): AsyncGenerator<TaskEvent, TrainedModel> {
  const { dataset, config, store, threads, signal } = request;
  const design = await designOf(config);
  const splits = dataset.splits ?? { train: [], val: [], test: [] };
  const run: RunDescription = { dataset: dataset.name, config, splits };
  const former = await findRun(store, run, request.resume ?? false);
  const material = await readMaterial(dataset, design.target, signal);

  const device = await openDevice(request.device ?? 'cpu', threads === undefined ? {} : { threads });
  try {
    const session = await openSession(request, design, material, device);
    if (former === undefined) await beginRun(store, run);
    const random = former === undefined ? createRandom(config.seed) : restoreRandom(former.random);
    const {
      epoch,
      step,
      records: past,
      tensors,
    } = former ?? {
      epoch: 0,
      step: 0,
      records: [],
      tensors: initialTensors(session, random),
    };
    await device.write(tensors);
    yield {
      type: 'training',
      epochs: config.epochs,
      steps: stepsPerEpoch(session.examples.length, session.batches),
      fromEpoch: epoch,
      parameters: parameterCount(session.trained.network),
    };
    const residents = Object.keys(tensors);
    const { records, reason } = yield* runEpochs(session, random, { epoch, step, records: past, residents });
    const model = await finishRun(session, records);
    yield { type: 'trained', records, bestEpoch: model.bestEpoch, reason };
    return model;
  } finally {
    await device.close();
  }
}
