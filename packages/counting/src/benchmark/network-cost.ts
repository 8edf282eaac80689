import { input } from '@celltally/engine';
import { type Architecture, type Cost, cost, type NetworkOptions, type Stage } from '@celltally/models';
import { build } from '@celltally/nn';
import { configFor } from '../config/config-for.js';
import { type Design, designOf } from '../train/design.js';
import { designOfCell } from './cell-config.js';
import { cellsOf, isUntrained } from './cells.js';
import type { BenchmarkPlan } from './plan.js';

/** A network of a plan as it predicts, and what it costs by its graph. */
export interface PlannedNetwork {
  /** The same for rows that differ only in their training. */
  readonly key: string;
  /** Labels of the rows that use it. */
  readonly labels: readonly string[];
  readonly architecture: Architecture;
  readonly options: NetworkOptions;
  /** The stage that predicts. */
  readonly stage: Stage;
  /** What is learnt in all stages. */
  readonly parameters: number;
  /** Multiply-accumulates of one picture of 256 × 256 pixels. */
  readonly macs256: number;
  /** Multiply-accumulates of one picture of 512 × 512 pixels. */
  readonly macs512: number;
}

/** The networks of a plan, each once, in the order of the plan's rows; a row that learns nothing has none. */
export async function networksOf(plan: BenchmarkPlan): Promise<readonly PlannedNetwork[]> {
  const found = new Map<string, PlannedNetwork>();
  const seen = new Set<string>();
  for (const cell of cellsOf(plan)) {
    if (isUntrained(cell.row)) continue;
    const { label } = cell.row;
    const design = await designOfCell(plan, cell);
    const key = keyOf(design);
    // The same row may learn other maps, and so be another network, on another data set.
    if (seen.has(`${label}\n${key}`)) continue;
    seen.add(`${label}\n${key}`);
    const known = found.get(key);
    found.set(
      key,
      known === undefined
        ? { key, labels: [label], ...networkOf(design) }
        : { ...known, labels: [...known.labels, label] },
    );
  }
  return [...found.values()];
}

/** The network of a row where it learns a kind of map. */
export const networkFor = (
  networks: readonly PlannedNetwork[],
  { label, target }: { readonly label: string; readonly target: string },
): PlannedNetwork | undefined =>
  networks.find(
    ({ labels, stage }) => labels.includes(label) && stage.targets.some((each) => each === target),
  );

/** The network of an architecture with its defaults, as something to compare with. @throws UnknownNameError */
export async function usualNetwork(model: string): Promise<PlannedNetwork> {
  const design = await designOf(await configFor({ model }));
  return { key: keyOf(design), labels: [model], ...networkOf(design) };
}

function keyOf({ architecture, options, stages }: Design): string {
  const said = Object.entries(options).map(([name, value]) => `${name}=${value}`);
  return [architecture.name, stages.at(-1)?.stage.name, ...said].join(' ');
}

type Own = Omit<PlannedNetwork, 'key' | 'labels'>;

function networkOf({ architecture, options, stages }: Omit<Design, 'tiles'>): Own {
  const stage = stages.at(-1)?.stage as Stage;
  // What a stage carries of those before it is frozen, and not counted again.
  const parameters = stages.reduce((sum, each) => sum + costAt(each.stage, options, 256).parameters, 0);
  return {
    architecture,
    options,
    stage,
    parameters,
    macs256: costAt(stage, options, 256).macs,
    macs512: costAt(stage, options, 512).macs,
  };
}

function costAt(stage: Stage, options: NetworkOptions, size: number): Cost {
  const image = input('image', [1, 3, size, size]);
  return cost(build((scope) => stage.network(scope, image, options), { training: false }));
}
