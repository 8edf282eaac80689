import type { NetworkOptions } from '@celltally/models';
import { PlanError } from '../errors.js';
import { cellsOf } from './cells.js';
import {
  type BenchmarkPlan,
  type GivenOptions,
  MEASURED_PARTS,
  type MeasuredPart,
  type PlannedData,
  type PlannedModel,
} from './plan.js';
import { list, type Member, membersOf, number, optional, record, text } from './plan-members.js';

/**
 * Reads a benchmark's plan as a JSON file holds it: a model may be the bare name of an architecture, a data set the bare
 * path of its folder.
 * @throws PlanError naming the member, its rule and what was found
 */
export function parsePlan(value: unknown): BenchmarkPlan {
  const root = membersOf({ path: 'plan', value }, [
    ...['name', 'about', 'models', 'data', 'seeds', 'train'],
    ...['minutesEach', 'budgetHours', 'part', 'sweep'],
  ]);
  const about = optional(root.about, text);
  const minutesEach = optional(root.minutesEach, positive);
  const budgetHours = optional(root.budgetHours, positive);
  const sweep = optional(root.sweep, text);
  const plan: BenchmarkPlan = {
    name: optional(root.name, text) ?? 'Benchmark',
    ...(about === undefined ? {} : { about }),
    models: filled(root.models).map(modelOf),
    data: filled(root.data).map(dataOf),
    seeds: optional(root.seeds, (seeds) => filled(seeds).map(seedOf)) ?? [1],
    train: optionsOf(root.train),
    part: optional(root.part, partOf) ?? 'test',
    ...(minutesEach === undefined ? {} : { minutesEach }),
    ...(budgetHours === undefined ? {} : { budgetHours }),
    ...(sweep === undefined ? {} : { sweep }),
  };
  requireDistinct(
    'plan.data',
    plan.data.map(({ name }) => name),
  );
  requireKnownData(plan);
  requireKnownSeeds(plan);
  requireDistinct(
    'plan',
    cellsOf(plan).map(({ folder }) => folder),
  );
  return plan;
}

function modelOf(member: Member): PlannedModel {
  if (typeof member.value === 'string') {
    return { model: member.value, label: member.value, options: {}, train: {} };
  }
  const own = membersOf(member, ['model', 'label', 'options', 'train', 'data', 'seeds', 'init', 'x']);
  const model = text(own.model);
  const options = networkOptionsOf(own.options);
  const data = optional(own.data, (names) => filled(names).map(text));
  const seeds = optional(own.seeds, (each) => filled(each).map(seedOf));
  const init = optional(own.init, text);
  const x = optional(own.x, number);
  return {
    model,
    label: optional(own.label, text) ?? usualLabel(model, options),
    options,
    train: optionsOf(own.train),
    ...(data === undefined ? {} : { data }),
    ...(seeds === undefined ? {} : { seeds }),
    ...(init === undefined ? {} : { init }),
    ...(x === undefined ? {} : { x }),
  };
}

/** `lite-unet (theta=0.4)`. */
function usualLabel(model: string, options: NetworkOptions): string {
  const said = Object.entries(options).map(([name, value]) => `${name}=${value}`);
  return said.length === 0 ? model : `${model} (${said.join(', ')})`;
}

function dataOf(member: Member): PlannedData {
  if (typeof member.value === 'string') return { ...folderOf(member), train: {} };
  const own = membersOf(member, ['folder', 'train']);
  return { ...folderOf(own.folder), train: optionsOf(own.train) };
}

function folderOf(member: Member): Pick<PlannedData, 'name' | 'folder'> {
  const folder = text(member);
  const name = folder.split(/[/\\]/).findLast((part) => part !== '' && part !== '.');
  if (name === undefined || name === '..') {
    throw new PlanError(
      `${member.path} must end with the data set's own name, received ${JSON.stringify(folder)}`,
    );
  }
  return { name, folder };
}

/** What a plan says of models and seeds in places of their own. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  model: "'models'",
  seed: "'seeds'",
  option: "'options' of a model",
};

function optionsOf(member: Member): GivenOptions {
  const options = optional(member, record) ?? {};
  for (const [name, place] of Object.entries(ELSEWHERE)) {
    if (name in options) throw new PlanError(`${member.path}.${name} belongs in ${place}`);
  }
  return options;
}

function networkOptionsOf(member: Member): NetworkOptions {
  const options = optional(member, record) ?? {};
  for (const [name, value] of Object.entries(options)) {
    const fits = typeof value === 'number' || typeof value === 'boolean' || isName(value);
    if (fits) continue;
    throw new PlanError(
      `${member.path}.${name} must be a number, true, false or a name, received ${JSON.stringify(value)}`,
    );
  }
  return options as NetworkOptions;
}

const isName = (value: unknown): boolean => typeof value === 'string' && /^[^\s,=]+$/.test(value);

function seedOf(member: Member): number {
  const seed = number(member);
  if (Number.isInteger(seed) && seed >= 0) return seed;
  throw new PlanError(`${member.path} must be a whole number from 0, received ${seed}`);
}

function partOf(member: Member): MeasuredPart {
  const found = MEASURED_PARTS.find((part) => part === member.value);
  if (found !== undefined) return found;
  throw new PlanError(`${member.path} must be test or val, received ${JSON.stringify(member.value)}`);
}

function positive(member: Member): number {
  const found = number(member);
  if (found > 0) return found;
  throw new PlanError(`${member.path} must be greater than 0, received ${found}`);
}

function filled(member: Member): readonly Member[] {
  const members = list(member);
  if (members.length > 0) return members;
  throw new PlanError(`${member.path} must not be empty`);
}

function requireKnownData({ models, data }: BenchmarkPlan): void {
  const names = data.map(({ name }) => name);
  models.forEach((model, i) => {
    const unknown = model.data?.find((name) => !names.includes(name));
    if (unknown === undefined) return;
    throw new PlanError(
      `plan.models[${i}].data names "${unknown}", which is not among the plan's data sets: ${names.join(', ')}`,
    );
  });
}

function requireKnownSeeds({ models, seeds }: BenchmarkPlan): void {
  models.forEach((model, i) => {
    const unknown = model.seeds?.find((seed) => !seeds.includes(seed));
    if (unknown === undefined) return;
    throw new PlanError(
      `plan.models[${i}].seeds names ${unknown}, which is not among the plan's seeds: ${seeds.join(', ')}`,
    );
  });
}

function requireDistinct(path: string, names: readonly string[]): void {
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice === undefined) return;
  throw new PlanError(
    `${path} has "${twice}" twice: give models labels of their own, and leave out repeated data sets and seeds`,
  );
}
