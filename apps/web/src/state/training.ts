import { words } from '../words.js';
import type { TrainArgs, TrainingPicture } from '../work/engine-methods.js';
import { type App, reasonOf, wasStopped } from './app.js';
import { chosenDevice, modelFor, pictureToCount } from './counting.js';
import { type Model, modelFile } from './models.js';
import { type Picture, shownCells } from './project.js';
import { heldOutOf, type LearnFrom, type TrainingLimit, trainingConfig } from './training-plan.js';
import type { CurvePoint } from './training-state.js';
import { trainingBegins, trainingEnds } from './unfinished-training.js';

export interface TrainingRequest {
  readonly name: string;
  readonly from: LearnFrom;
  readonly pictures: readonly Picture[];
  readonly limit: TrainingLimit;
  readonly size: 'small' | 'standard';
  /** The model to go on from; without one, the network begins at random. */
  readonly begin: Model | undefined;
}

/** Trains a model on corrected pictures, shows how it goes, and keeps it. */
export async function startTraining(app: App, request: TrainingRequest): Promise<void> {
  const ending = new AbortController();
  const stop = (): void => ending.abort(new DOMException('stopped', 'AbortError'));
  let curve: readonly CurvePoint[] = [];
  const running = {
    phase: 'running',
    preparing: 'reading',
    epochs: request.limit.kind === 'epochs' ? request.limit.epochs : 0,
    curve,
    step: undefined,
    stop,
  } as const;
  app.training.value = running;
  const change = (part: object): void => {
    if (app.training.value.phase === 'running') app.training.value = { ...app.training.value, ...part };
  };
  trainingBegins(request.name);
  try {
    const args = await trainArgs(app, request);
    const { file, facts, ...outcome } = await app.workers.engine('train', args, {
      signal: ending.signal,
      onEvent: (event) => {
        if (event.type === 'preparing') change({ preparing: event.what, step: undefined });
        else if (event.type === 'step') change({ step: event, preparing: undefined });
        else if (event.type === 'notice') app.notices.info(event.message);
        else if (event.type === 'epoch') {
          const { epoch, loss, error } = event;
          curve = [...curve, { epoch, loss, ...(error === undefined ? {} : { error }) }];
          change({ curve });
        }
      },
    });
    const blob = new Blob([file as Uint8Array<ArrayBuffer>], { type: 'application/zip' });
    const model = await app.models.add(blob, 'trained', facts);
    app.training.value = { phase: 'done', curve, outcome: { ...outcome, facts }, model: model.id };
  } catch (error) {
    if (wasStopped(error)) {
      app.training.value = { phase: 'idle' };
      app.notices.info(words.train.stopped);
    } else app.training.value = { phase: 'failed', curve, reason: reasonOf(error) };
  } finally {
    trainingEnds();
  }
}

async function trainArgs(
  app: App,
  { name, from, pictures, limit, size, begin }: TrainingRequest,
): Promise<TrainArgs> {
  const held = new Set(heldOutOf(pictures));
  const toLearn = (picture: Picture): TrainingPicture[] => {
    const asked = pictureToCount(app, picture);
    if (asked === undefined) throw new Error(words.problems.fileLost(picture.name));
    const known: TrainingPicture['known'] =
      from === 'points'
        ? { kind: 'points', points: shownCells(picture).map(({ x, y }) => ({ x, y })) }
        : { kind: 'count', count: picture.fields.knownCount ?? 0 };
    return [{ ...asked, known }];
  };
  const rival = modelFor(app, pictures[0]);
  return {
    name,
    training: pictures.filter((each) => !held.has(each)).flatMap(toLearn),
    heldOut: [...held].flatMap(toLearn),
    config: trainingConfig({
      from,
      pictures: pictures.map(({ facts }) => facts),
      limit,
      size,
      held: held.size,
      goesOn: begin !== undefined,
    }),
    device: await chosenDevice(app),
    ...(begin === undefined ? {} : { begin: await modelFile(begin) }),
    ...(rival === undefined ? {} : { before: await modelFile(rival) }),
  };
}
