import { floatData, type Tensor } from '@celltally/engine';
import type { Random } from '@celltally/imaging';
import { BUFFERS, PARAMETERS } from '@celltally/nn';
import type { StageConfig } from '../config/train-options.js';
import type { EpochRecord, TaskEvent } from '../events.js';
import type { PicturePrediction } from '../predict/decode-prediction.js';
import { type Checkpoint, writeCheckpoint } from './checkpoint.js';
import { divergence, runEpoch } from './epoch.js';
import { populationStatistics, VALIDATION_BATCHES } from './population-statistics.js';
import { BEST, LAST, LOG } from './run.js';
import type { Session } from './session.js';
import { judge, predictAll } from './validate.js';

/** Where a stage stands when a sitting begins: nowhere yet, or at its last checkpoint. */
type Beginning = Pick<Checkpoint, 'epoch' | 'step' | 'records'> & {
  /** Names of the tensors that make a checkpoint. */
  readonly residents: readonly string[];
};

const line = (record: EpochRecord): string => `${JSON.stringify(record)}\n`;

/** Runs epochs, with a checkpoint after each, until the last one, the time or patience ends them. */
export async function* runEpochs(
  session: Session,
  random: Random,
  beginning: Beginning,
): AsyncGenerator<TaskEvent, { records: readonly EpochRecord[]; reason: string }> {
  const { device, store, plan, signal } = session;
  const { config, stage } = plan;
  const records = [...beginning.records];
  let { step } = beginning;
  // A crash may have come between a checkpoint and its line of the log.
  await store.write(LOG, new TextEncoder().encode(records.map(line).join('')));
  const before = records.at(-1)?.seconds ?? 0;
  const start = performance.now();
  const elapsed = (): number => before + (performance.now() - start) / 1000;

  for (let { epoch } = beginning; epoch < config.epochs; epoch++) {
    signal?.throwIfAborted();
    const reason = reasonToStop(records, config);
    if (reason !== undefined) return { records, reason };
    const { steps, ...outcome } = yield* runEpoch(session, random, { epoch, step, seconds: elapsed() });
    step += steps;
    const tensors = await device.read(beginning.residents);
    requireFinite(tensors, epoch + 1, config);
    const last = epoch + 1 === config.epochs || isOver(config, elapsed());
    const figures = await validated(session, epoch + 1, { records, tensors, last });
    const record: EpochRecord = { epoch: epoch + 1, ...outcome, seconds: elapsed(), ...figures };
    records.push(record);
    const checkpoint: Checkpoint = { tensors, random: random.state(), epoch: epoch + 1, step, records };
    if (record.best) await writeCheckpoint(store, BEST, checkpoint);
    await writeCheckpoint(store, LAST, checkpoint);
    await store.append(LOG, line(record));
    yield { type: 'epoch', stage: stage.name, record };
  }
  return { records, reason: 'all epochs done' };
}

/** Asked before every epoch, so that a run that had ended does not go on when it is resumed. */
function reasonToStop(
  records: readonly EpochRecord[],
  { patience, minutes }: Pick<StageConfig, 'patience' | 'minutes'>,
): string | undefined {
  const last = records.at(-1);
  if (last === undefined) return undefined;
  const best = records.findLast((each) => each.best)?.epoch ?? 0;
  // Only a validated epoch can fail to improve.
  if (patience > 0 && last.score !== undefined && last.epoch - best >= patience) {
    return `no improvement in ${patience} epochs`;
  }
  return isOver({ minutes }, last.seconds) ? `time limit of ${minutes} minutes` : undefined;
}

const isOver = ({ minutes }: Pick<StageConfig, 'minutes'>, seconds: number): boolean =>
  minutes > 0 && seconds > minutes * 60;

/** A loss tells of the parameters before its step; those after the last step must be numbers as well. */
function requireFinite(tensors: Readonly<Record<string, Tensor>>, epoch: number, config: StageConfig): void {
  for (const [name, tensor] of Object.entries(tensors)) {
    // Those of an adversary have a name before this.
    const learnt = [PARAMETERS, BUFFERS].some((each) => name === each || name.endsWith(`.${each}`));
    if (learnt && !floatData(tensor).every(Number.isFinite)) {
      throw divergence(`the ${name} became no numbers`, epoch, config);
    }
  }
}

/** The validation figures of an epoch, when it is the epoch's turn or the last one. */
async function validated(
  session: Session,
  epoch: number,
  { records, tensors, last }: Pick<Checkpoint, 'records' | 'tensors'> & { readonly last: boolean },
): Promise<Pick<EpochRecord, 'validation' | 'score' | 'best'>> {
  const { plan, predictor, validation, device, signal } = session;
  const { config } = plan;
  if (validation.length === 0) return { best: true };
  if (epoch % config.validateEvery !== 0 && !last) return { best: false };
  const { [BUFFERS]: running } = tensors;
  const population = config.validateWith === 'population' && running !== undefined;
  if (population) await device.write(await populationStatistics(session, VALIDATION_BATCHES));
  const predictions = await predictAll(predictor, validation, signal);
  if (population) await device.write({ [BUFFERS]: running });
  if (!predictions.every(isWhole)) {
    throw divergence('the maps of validation pictures became no numbers', epoch, config);
  }
  const { summary, score } = judge(session, predictions);
  return {
    validation: summary,
    score,
    best: records.every((each) => each.score === undefined || score < each.score),
  };
}

const isWhole = ({ map, count = 0 }: PicturePrediction): boolean =>
  Number.isFinite(count) && map.data.every(Number.isFinite);
