import { openDevice } from '@celltally/engine';
import { createRandom, type Random, restoreRandom } from '@celltally/imaging';
import { parameterCount } from '@celltally/nn';
import type { EpochRecord, TaskEvent } from '../events.js';
import { stepsPerEpoch } from './batches.js';
import { readCheckpoint } from './checkpoint.js';
import { readChosen, writeChosen } from './chosen.js';
import type { Design, StagePlan } from './design.js';
import { runEpochs } from './epochs.js';
import { type Carried, carriedInto } from './initial-weights.js';
import type { Material } from './material.js';
import { outcomeOf, type StageOutcome } from './outcome.js';
import type { InitialWeights, TrainRequest } from './request.js';
import { LAST } from './run.js';
import type { RunStore } from './run-store.js';
import { openSession } from './session.js';
import { initialTensors } from './trainer.js';

/** A stage whose training is over. */
export interface FinishedStage extends StageOutcome {
  readonly plan: StagePlan;
  readonly records: readonly EpochRecord[];
  /** Tensors that began as the initial weights have them. */
  readonly taken: number;
}

export interface StageRequest {
  readonly request: TrainRequest;
  readonly design: Design;
  readonly plan: StagePlan;
  readonly material: Material;
  /** Where this stage keeps its files. */
  readonly store: RunStore;
  /** The stage before, whose tensors this one carries. */
  readonly former: FinishedStage | undefined;
  /** Whether the run was begun in an earlier sitting. */
  readonly resumed: boolean;
  readonly init: InitialWeights | undefined;
  /** Called once everything is known to fit, before anything is written. */
  begin(): Promise<void>;
}

/**
 * Trains one stage to its end, from its last whole epoch where it was begun before. What a stage that others build on
 * came to is kept, so that it is found and not chosen anew when the run is continued.
 */
export async function* trainStage(given: StageRequest): AsyncGenerator<TaskEvent, FinishedStage> {
  const { request, design, plan, material, store, resumed } = given;
  const { threads, signal } = request;
  const { stages } = design;
  const last = plan === stages.at(-1);
  const checkpoint = resumed ? await readCheckpoint(store, LAST) : undefined;
  const chosen = checkpoint === undefined || last ? undefined : await readChosen(store);
  if (checkpoint !== undefined && chosen !== undefined) {
    return { ...chosen, plan, records: checkpoint.records };
  }

  const device = await openDevice(request.device ?? 'cpu', threads === undefined ? {} : { threads });
  try {
    const session = await openSession(device, { design, plan, material, store, signal });
    const { trainer, shares, batches } = session;
    const carried = carriedInto(trainer, given);
    await given.begin();
    const random = checkpoint === undefined ? randomOf(given) : restoreRandom(checkpoint.random);
    const {
      epoch,
      step,
      records: past,
      tensors,
    } = checkpoint ?? {
      epoch: 0,
      step: 0,
      records: [],
      tensors: initialTensors(trainer, random, carried.tensors),
    };
    await device.write(tensors);
    if (checkpoint === undefined) yield* told(carried);
    yield {
      type: 'training',
      stage: plan.stage.name,
      stages: stages.map(({ stage }) => stage.name),
      epochs: plan.config.epochs,
      steps: stepsPerEpoch(shares, batches),
      fromEpoch: epoch,
      parameters: parameterCount(trainer.network),
      minutes: plan.config.minutes,
    };
    const residents = Object.keys(tensors);
    const { records, reason } = yield* runEpochs(session, random, { epoch, step, records: past, residents });
    const outcome = yield* outcomeOf(session);
    const finished = { ...outcome, taken: carried.taken };
    if (!last) await writeChosen(store, finished);
    yield { type: 'trained', stage: plan.stage.name, records, bestEpoch: outcome.bestEpoch, reason };
    return { ...finished, plan, records };
  } finally {
    await device.close();
  }
}

/** The first stage draws as a run of one stage does; each later one has a stream of its own. */
function randomOf({ plan, former }: StageRequest): Random {
  const random = createRandom(plan.config.seed);
  return former === undefined ? random : random.fork(plan.stage.name);
}

function* told({ message }: Carried): Generator<TaskEvent> {
  if (message !== undefined) yield { type: 'notice', level: 'info', message };
}
