import {
  configFor,
  type Evaluation,
  evaluate,
  initialWeightsOf,
  type ModelPackage,
  memoryStore,
  openDevice,
  openModel,
  packTrained,
  readModelPackage,
  type TaskEvent,
  type TrainedModel,
  train,
  type UsableModel,
  writeModelPackage,
} from '@celltally/counting';
import { type Dataset, subset } from '@celltally/imaging';
import type { EngineDevice, TrainArgs, TrainEvent, TrainOutcome } from '../work/engine-methods.js';
import type { Context } from '../work/rpc.js';
import { optionsGoingOn } from './beginning.js';
import { datasetOf } from './dataset.js';
import { modelFacts } from './models.js';

/**
 * Trains a model on pictures of the page, from the beginning or going on from another, packs it, and compares it with one on
 * pictures that it never saw.
 */
export async function trainModel(
  { name, training, heldOut, config: given, device, begin }: TrainArgs,
  rival: UsableModel | undefined,
  { signal, emit }: Context<TrainEvent>,
): Promise<TrainOutcome> {
  const dataset = datasetOf(name, training, heldOut);
  let before: Evaluation | undefined;
  if (rival !== undefined) {
    emit({ type: 'preparing', what: 'comparing' });
    // A model of another kind of picture may fail on these; then there is nothing to compare with.
    before = await onHeldOut(dataset, rival, device, signal).catch((error: unknown) => {
      signal.throwIfAborted();
      emit({ type: 'notice', message: error instanceof Error ? error.message : String(error) });
      return undefined;
    });
  }
  emit({ type: 'preparing', what: 'reading' });
  const former = begin && (await readModelPackage(new Uint8Array(await begin.file.arrayBuffer())));
  const config = await configFor(former === undefined ? given : optionsGoingOn(former.settings, given));
  const init = former && { init: await initialWeightsOf(former.about.name, former) };
  const events = train({ dataset, config, store: memoryStore(), device, signal, ...init });
  const { model, reason } = await follow(events, config, emit);
  emit({ type: 'preparing', what: 'packing' });
  const opened = await openDevice(device);
  const contents = await packTrained(model, {
    about: aboutOf(model, name, former),
    dataset,
    device: opened,
  }).finally(() => opened.close());
  emit({ type: 'preparing', what: 'testing' });
  const after = await onHeldOut(dataset, openModel(contents), device, signal);
  return {
    file: await writeModelPackage(contents),
    facts: modelFacts(contents),
    heldOut: after.images.map(({ image, actual, predicted }) => {
      const former = before?.images.find((each) => each.image === image)?.predicted;
      return { id: image, actual, after: predicted, ...(former === undefined ? {} : { before: former }) };
    }),
    ...(before === undefined ? {} : { errorBefore: before.summary.mae }),
    errorAfter: after.summary.mae,
    bestEpoch: model.bestEpoch,
    reason,
  };
}

async function follow(
  events: AsyncGenerator<TaskEvent, TrainedModel>,
  { epochs, minutes }: { readonly epochs: unknown; readonly minutes: unknown },
  emit: (event: TrainEvent) => void,
): Promise<{ readonly model: TrainedModel; readonly reason: string }> {
  let reason = '';
  for (;;) {
    const { done, value } = await events.next();
    if (done) return { model: value, reason };
    if (value.type === 'training') emit({ type: 'begun', epochs: value.epochs, steps: value.steps });
    else if (value.type === 'step') {
      const { epoch, step, steps, secondsLeft } = value;
      emit({ type: 'step', epoch, step, steps, secondsLeft });
    } else if (value.type === 'epoch') {
      const { epoch, loss, validation, seconds } = value.record;
      emit({ type: 'epoch', epoch, loss, seconds, ...(validation ? { error: validation.mae } : {}) });
      const timeIsUp = Number(minutes) > 0 && seconds > 60 * Number(minutes);
      // What follows the last epoch takes as long as many epochs do.
      if (epoch === epochs || timeIsUp) emit({ type: 'preparing', what: 'choosing' });
    } else if (value.type === 'trained') reason = value.reason;
    // What is only told speaks of tensors.
    else if (value.type === 'notice' && value.level === 'warning')
      emit({ type: 'notice', message: value.message });
  }
}

async function onHeldOut(
  dataset: Dataset,
  model: UsableModel,
  device: EngineDevice,
  signal: AbortSignal,
): Promise<Evaluation> {
  const events = evaluate({ dataset: subset(dataset, 'val'), model, device, signal });
  for (;;) {
    const { done, value } = await events.next();
    if (done) return value;
  }
}

function aboutOf(
  { architecture, target, dataset }: TrainedModel,
  name: string,
  former: ModelPackage | undefined,
) {
  const { title, authors, year, doi } = architecture.paper;
  const what = target.name === 'count' ? 'Counts cells' : 'Counts and locates cells';
  return {
    name,
    description: `${what}: ${architecture.name} trained on ${dataset} in the browser${former === undefined ? '' : `, going on from ${former.about.name}`}.`,
    authors: [{ name: 'unknown' }],
    cite: [{ text: `${authors}: ${title}, ${year}`, ...(doi === undefined ? {} : { doi }) }],
    license: 'CC-BY-4.0',
    tags: ['cell-counting', `${target.name}-map`, '2d', 'microscopy', architecture.name],
    timestamp: new Date().toISOString(),
  };
}
