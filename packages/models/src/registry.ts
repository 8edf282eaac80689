import { input } from '@celltally/engine';
import { build } from '@celltally/nn';
import type { Architecture, Stage } from './architecture.js';
import { type Cost, cost } from './cost.js';
import { UnknownNameError } from './errors.js';
import { completeOptions, type NetworkOptions } from './options.js';

const architectures = {
  'attention-unet': async () => (await import('./zoo/attention-unet/index.js')).architecture,
  csrnet: async () => (await import('./zoo/csrnet/index.js')).architecture,
  dcl: async () => (await import('./zoo/dcl/index.js')).architecture,
  elmgan: async () => (await import('./zoo/elmgan/index.js')).architecture,
  fcrn: async () => (await import('./zoo/fcrn/index.js')).architecture,
  'lite-unet': async () => (await import('./zoo/lite-unet/index.js')).architecture,
  mcnn: async () => (await import('./zoo/mcnn/index.js')).architecture,
  'sau-net': async () => (await import('./zoo/sau-net/index.js')).architecture,
  ssrnet: async () => (await import('./zoo/ssrnet/index.js')).architecture,
  'u-csrnet': async () => (await import('./zoo/u-csrnet/index.js')).architecture,
  unet: async () => (await import('./zoo/unet/index.js')).architecture,
} satisfies Record<string, () => Promise<Architecture>>;

/** Names of all architectures, in alphabetical order. */
export const ARCHITECTURE_NAMES = Object.keys(architectures) as readonly (keyof typeof architectures)[];

/**
 * Loads the architecture of a name.
 * @throws UnknownNameError listing the architectures that exist
 */
export async function loadArchitecture(name: string): Promise<Architecture> {
  const known = ARCHITECTURE_NAMES.find((each) => each === name);
  if (known === undefined) throw new UnknownNameError('architecture', name, ARCHITECTURE_NAMES);
  return architectures[known]();
}

/** What a network of given options costs. */
export interface NetworkCost {
  /** What is learnt in all stages. */
  readonly parameters: number;
  /** Multiply-accumulates of one picture of 256 x 256 pixels. */
  readonly macs256: number;
  /** Multiply-accumulates of one picture of 512 x 512 pixels. */
  readonly macs512: number;
}

/** An architecture with its default options, for tables. */
export interface ArchitectureRow extends NetworkCost {
  readonly name: string;
  readonly summary: string;
  readonly paper: Architecture['paper'];
}

/**
 * Counts the cost of a network on its graph.
 * @throws UnknownNameError, ArchitectureOptionError
 */
export async function networkCost(choice: {
  readonly name: string;
  readonly options: NetworkOptions;
}): Promise<NetworkCost> {
  const architecture = await loadArchitecture(choice.name);
  const options = completeOptions(architecture, choice.options);
  const costAt = (stage: Stage, size: number): Cost =>
    cost(
      build((scope) => stage.network(scope, input('image', [1, 3, size, size]), options), {
        training: false,
      }),
    );
  const last = architecture.stages.at(-1) as Stage;
  // What a stage carries of those before it is frozen, and not counted again.
  const parameters = architecture.stages.reduce((sum, stage) => sum + costAt(stage, 256).parameters, 0);
  return { parameters, macs256: costAt(last, 256).macs, macs512: costAt(last, 512).macs };
}

async function rowOf(name: string): Promise<ArchitectureRow> {
  const { summary, paper, defaults } = await loadArchitecture(name);
  return { name, summary, paper, ...(await networkCost({ name, options: defaults })) };
}

let rows: Promise<readonly ArchitectureRow[]> | undefined;

/** All architectures and their costs, counted on their graphs once per process. */
export function listArchitectures(): Promise<readonly ArchitectureRow[]> {
  rows ??= Promise.all(ARCHITECTURE_NAMES.map(rowOf));
  return rows;
}
