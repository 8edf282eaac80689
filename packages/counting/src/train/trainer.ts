import { type Device, floatData, type Program, type Tensor } from '@celltally/engine';
import type { Random } from '@celltally/imaging';
import { type Declaration, initialVector } from '@celltally/nn';
import { type Batch, drawMasks, readBy } from './batches.js';
import { COUNT, TARGET } from './names.js';
import type { Turn, Turns } from './turns.js';

/** Tensors by the names that a network gives them. */
export type NamedTensors = ReadonlyMap<string, Tensor>;

/** Turns on a device, ready to learn. */
export interface Trainer extends Turns {
  /** In the order of the turns. */
  readonly programs: readonly Program[];
}

/** Loads the steps of all turns on a device. */
export async function loadTrainer(device: Device, turns: Turns): Promise<Trainer> {
  const programs: Program[] = [];
  for (const { step } of turns.turns) programs.push(await device.load(step.program));
  return { ...turns, programs };
}

/** What the steps read of a batch beside the pictures. */
export function needsOf({ turns }: Turns): { readonly map: boolean; readonly count: boolean } {
  const read = (input: string): boolean =>
    turns.some(({ step }) => step.program.inputs.some(({ name }) => name === input));
  return { map: read(TARGET), count: read(COUNT) };
}

/** The feeds of one step, one record for each turn; dropout masks are drawn. */
export type Feeds = readonly Readonly<Record<string, Tensor>>[];

/** Makes the feeds of a step of a batch. */
export const feedsOf = ({ turns }: Turns, batch: Batch, random: Random): Feeds =>
  turns.map(({ step, masks }) => readBy(step.program, { ...batch, ...drawMasks(masks, random) }));

/** What a step reports: the loss of the network that predicts, and all other figures by name. */
export interface StepReport {
  readonly loss: number;
  readonly figures: Readonly<Record<string, number>>;
}

/** One step of every turn, in order; `index` counts steps from 1. */
export async function runStep(
  { turns, programs }: Trainer,
  feeds: Feeds,
  { index, learningRate }: { readonly index: number; readonly learningRate: number },
): Promise<StepReport> {
  const figures: Record<string, number> = {};
  for (const [i, { name, step }] of turns.entries()) {
    const scalars = step.scalars(index, learningRate);
    const results = await (programs[i] as Program).run({ ...feeds[i], ...scalars });
    for (const [key, value] of Object.entries(results)) {
      figures[name === '' ? key : `${name}.${key}`] = floatData(value)[0] as number;
    }
  }
  const { loss, ...others } = figures;
  return { loss: loss as number, figures: others };
}

/**
 * The tensors that stay on the device, before the first step: at random, but for those that are given by name.
 * @throws NetworkError for a given tensor of another shape
 */
export function initialTensors(
  { turns }: Turns,
  random: Random,
  given: NamedTensors = new Map(),
): Record<string, Tensor> {
  return Object.assign({}, ...turns.map((turn) => initialOf(turn, random, given)));
}

function initialOf(
  { name, network, step }: Turn,
  random: Random,
  given: NamedTensors,
): Record<string, Tensor> {
  const prefix = name === '' ? '' : `${name}.`;
  const vector = (declarations: readonly Declaration[], part: string): Float32Array =>
    initialVector(
      declarations.map((each) => beginningWith(each, given)),
      random.fork(prefix + part),
    );
  return step.initialState(vector(network.parameters, 'parameters'), vector(network.buffers, 'buffers'));
}

function beginningWith(declaration: Declaration, given: NamedTensors): Declaration {
  const tensor = given.get(declaration.name);
  return tensor === undefined ? declaration : { ...declaration, initialise: () => floatData(tensor) };
}
