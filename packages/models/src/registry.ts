import { input } from '@celltally/engine';
import { build } from '@celltally/nn';
import { type Cost, cost } from './cost.js';
import { UnknownNameError } from './errors.js';
import type { Architecture } from './model.js';
import { completeOptions, type NetworkOptions } from './options.js';

const architectures = {
  'lite-unet': async () => (await import('./zoo/lite-unet/index.js')).architecture,
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
  const costAt = (size: number): Cost =>
    cost(
      build((scope) => architecture.network(scope, input('image', [1, 3, size, size]), options), {
        training: false,
      }),
    );
  const { parameters, macs: macs256 } = costAt(256);
  return { parameters, macs256, macs512: costAt(512).macs };
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
