import { readSafetensors, type Tensor, writeSafetensors } from '@celltally/engine';
import { type ModelPackage, type Pretrained, PretrainedError, sha256, weightsOf } from '@celltally/models';
import type { Declaration } from '@celltally/nn';
import { ConfigError, RunError } from '../errors.js';
import type { StagePlan } from './design.js';
import type { InitialWeights } from './request.js';
import type { RunStore } from './run-store.js';
import type { StageRequest } from './stage.js';
import type { NamedTensors } from './trainer.js';
import type { Turns } from './turns.js';

/** Weights that a run began with, kept with it. */
const INITIAL = 'initial.safetensors';

/**
 * Initial weights in a safetensors file.
 * @param name what the model's card is to call them
 * @throws ConfigError if the file is none
 */
export async function readInitialWeights(name: string, bytes: Uint8Array): Promise<InitialWeights> {
  try {
    return { name, sha256: await sha256(bytes), tensors: readSafetensors(bytes).tensors };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ConfigError(`${name} holds no initial weights: ${reason}`, { cause });
  }
}

/** The weights of a model package to begin with, under the name that the new model's card is to give them. */
export const initialWeightsOf = async (
  name: string,
  { program }: Pick<ModelPackage, 'program'>,
): Promise<InitialWeights> => ({
  name,
  sha256: await sha256(program.model),
  tensors: weightsOf(program.model),
});

/** Keeps the weights with a run, which then needs their file no more. */
export async function keepInitialWeights(
  store: RunStore,
  { name, sha256, tensors }: InitialWeights,
): Promise<void> {
  await store.write(INITIAL, writeSafetensors(tensors, { name, sha256 }));
}

/** The weights that a run was begun with; undefined if it was begun from scratch. */
export async function keptInitialWeights(store: RunStore): Promise<InitialWeights | undefined> {
  const bytes = await store.read(INITIAL);
  if (bytes === undefined) return undefined;
  const { tensors, metadata } = readSafetensors(bytes);
  const { name, sha256 } = metadata;
  if (name === undefined || sha256 === undefined)
    throw new RunError(`${INITIAL} is damaged: start the run anew in an empty folder`);
  return { name, sha256, tensors };
}

/** Tensors that a stage begins with, by name. */
export interface Carried {
  readonly tensors: NamedTensors;
  /** How many are of the initial weights. */
  readonly taken: number;
  /** What was taken of the initial weights and what was not, for the log; undefined where there are none. */
  readonly message: string | undefined;
}

/**
 * What a stage's networks begin with: the tensors of the stage before, and the initial weights, by name.
 * @throws ConfigError for initial weights of another shape than the network's, or of which none has a place; for
 * statistics that are to be kept, but that nothing has
 * @throws RunError for a tensor that the stage before should have left and did not
 */
export function carriedInto(
  { network, turns }: Turns,
  { former, init, plan, design }: Pick<StageRequest, 'former' | 'init' | 'plan' | 'design'>,
): Carried {
  const declared = turns.flatMap((turn) => [...turn.network.parameters, ...turn.network.buffers]);
  const before: NamedTensors = former?.tensors ?? new Map<string, Tensor>();
  const pretrained = former === undefined ? design.architecture.pretrained : undefined;
  const given: NamedTensors = init === undefined ? new Map() : givenTensors(init, declared, pretrained);
  if (plan.config.statistics === 'kept') requireStatistics(network, before, given);
  else if (former !== undefined) requireCarried(network, before, { from: former.plan, to: plan });
  if (init === undefined) return { tensors: before, taken: 0, message: undefined };
  const taken = declared.filter(({ name }) => given.has(name) && !before.has(name));
  for (const each of taken) requireShape(init.name, each, given.get(each.name) as Tensor);
  if (taken.length === 0 && design.stages.length === 1) {
    throw new ConfigError(
      `no tensor of ${init.name} has the name of one of the network (such as ${declared[0]?.name}): are they the weights of another model?`,
    );
  }
  const fresh = declared.filter((each) => !taken.includes(each) && !before.has(each.name));
  const unused = init.tensors.size - taken.length;
  return {
    tensors: new Map([...taken.map(({ name }) => [name, given.get(name) as Tensor] as const), ...before]),
    taken: taken.length,
    message: `${init.name}: ${taken.length} tensors taken, ${unused} of the file have no place; ${
      fresh.length === 0 ? 'none' : fresh.length
    } of the network begin at random${listed(fresh.map(({ name }) => name))}`,
  };
}

/** Initial weights by the names of the network: as they are, or else as the architecture reads files of others. */
function givenTensors(
  { name, tensors }: InitialWeights,
  declared: readonly Declaration[],
  pretrained: Pretrained | undefined,
): NamedTensors {
  if (pretrained === undefined || declared.some((each) => tensors.has(each.name))) return tensors;
  try {
    return pretrained(tensors, declared);
  } catch (cause) {
    if (!(cause instanceof PretrainedError)) throw cause;
    throw new ConfigError(`${name}: ${cause.message}`, { cause });
  }
}

/** Frozen tensors come from the stage before: without them, random ones would never learn. */
function requireCarried(
  { buffers, updates }: Turns['network'],
  before: NamedTensors,
  { from, to }: { readonly from: StagePlan; readonly to: StagePlan },
): void {
  const missing = buffers.find(({ name }) => !updates.has(name) && !before.has(name));
  if (missing === undefined) return;
  throw new RunError(
    `the stage ${to.stage.name} builds on the tensor '${missing.name}', which the stage ${from.stage.name} does not have`,
  );
}

/** Statistics that stay must be those of weights: with others, a network begins with noise. */
function requireStatistics(
  { buffers, updates }: Turns['network'],
  before: NamedTensors,
  given: NamedTensors,
): void {
  const missing = buffers.find(({ name }) => ![updates, before, given].some((known) => known.has(name)));
  if (missing === undefined) return;
  throw new ConfigError(
    `there is no '${missing.name}' to keep: statistics can be kept where a training goes on from a model of the same network (--init); else train with --statistics batch`,
  );
}

function requireShape(file: string, { name, shape }: Declaration, found: Tensor): void {
  if (found.shape.join() === shape.join()) return;
  throw new ConfigError(
    `${file}: the tensor '${name}' is [${found.shape.join(', ')}], but [${shape.join(', ')}] in the network: remove it from the file, or set the network's options as they were`,
  );
}

const SHOWN = 3;
const listed = (names: readonly string[]): string =>
  names.length === 0 ? '' : ` (${names.slice(0, SHOWN).join(', ')}${names.length > SHOWN ? ', …' : ''})`;
