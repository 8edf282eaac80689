import { ConfigError } from './errors.js';

/** One option of a task, from which validation, help and forms are made. */
export interface OptionSpec<T extends number | boolean | string = number | boolean | string> {
  readonly default: T;
  /** One line of help; units in it. */
  readonly help: string;
  /** Least and largest number. */
  readonly range?: readonly [number, number];
  readonly integer?: boolean;
  readonly choices?: readonly string[];
}

/** All that decides a training, with its defaults. */
export const trainOptions = {
  model: { default: 'lite-unet' as string, help: 'network architecture' },
  target: { default: 'density' as string, choices: ['density', 'location', 'mask'], help: 'training map' },
  sigma: { default: 3, range: [0.5, 50], help: 'standard deviation of the density kernel, in pixels' },
  width: {
    default: 0,
    range: [0, 512],
    integer: true,
    help: 'width of the first level; 0 is the model’s own',
  },
  attention: { default: true as boolean, help: 'graph correlation attention (lite-unet)' },
  crop: { default: 256, range: [32, 2048], integer: true, help: 'side of a training patch, in pixels' },
  batch: { default: 4, range: [1, 256], integer: true, help: 'patches in a step' },
  patches: { default: 1, range: [1, 1000], integer: true, help: 'patches of each picture in an epoch' },
  epochs: { default: 200, range: [1, 100000], integer: true, help: 'passes over the training pictures' },
  minutes: { default: 0, range: [0, 100000], help: 'stop after this time; 0 is no limit' },
  learningRate: { default: 0.001, range: [1e-7, 1], help: 'largest learning rate' },
  schedule: {
    default: 'cosine' as string,
    choices: ['constant', 'cosine', 'restarts', 'step'],
    help: 'course of the learning rate',
  },
  warmup: { default: 3, range: [0, 10000], help: 'epochs over which the learning rate rises' },
  optimiser: { default: 'adamW' as string, choices: ['adam', 'adamW', 'sgd'], help: 'optimiser' },
  weightDecay: { default: 0.0001, range: [0, 1], help: 'weight decay' },
  clip: { default: 1, range: [0, 1e6], help: 'largest norm of a gradient; 0 is no limit' },
  averaging: {
    default: 0,
    range: [0, 0.99999],
    help: 'decay of the averaged weights that are kept; 0 keeps the last ones',
  },
  countWeight: { default: 0.001, range: [0, 100], help: 'weight of the count’s error beside the map’s' },
  flips: { default: true as boolean, help: 'mirror training pictures' },
  turns: { default: true as boolean, help: 'turn training pictures by quarters' },
  intensity: { default: 0.1, range: [0, 1], help: 'variation of contrast and brightness' },
  colour: { default: 0.05, range: [0, 1], help: 'variation of each colour by itself (colour pictures)' },
  validateEvery: { default: 1, range: [1, 1000], integer: true, help: 'epochs between two validations' },
  patience: {
    default: 0,
    range: [0, 100000],
    integer: true,
    help: 'stop after this many epochs without improvement; 0 never',
  },
  tile: {
    default: 0,
    range: [0, 8192],
    integer: true,
    help: 'side of a tile when counting, in pixels; 0 is the crop',
  },
  halo: {
    default: 32,
    range: [0, 512],
    integer: true,
    help: 'context around each tile of a large picture, in pixels',
  },
  seed: { default: 1, range: [0, 2 ** 31], integer: true, help: 'seed of everything random' },
} satisfies Record<string, OptionSpec>;

type Options<S> = {
  readonly [K in keyof S]: S[K] extends { readonly default: infer T } ? Widened<T> : never;
};
type Widened<T> = T extends number ? number : T extends boolean ? boolean : string;

export type TrainConfig = Options<typeof trainOptions>;

/**
 * Completes options with their defaults.
 * @throws ConfigError naming the option, its rule and the value received
 */
export function completeTrainConfig(given: Readonly<Record<string, unknown>>): TrainConfig {
  const specs: Readonly<Record<string, OptionSpec>> = trainOptions;
  for (const name of Object.keys(given)) {
    if (!Object.hasOwn(specs, name)) {
      throw new ConfigError(`unknown option '${name}': there are ${Object.keys(specs).join(', ')}`);
    }
  }
  return Object.fromEntries(
    Object.entries(specs).map(([name, spec]) => [name, checked(name, spec, given[name] ?? spec.default)]),
  ) as TrainConfig;
}

function checked(name: string, spec: OptionSpec, value: unknown): number | boolean | string {
  const refuse = (rule: string): never => {
    throw new ConfigError(
      `option '${name}' must be ${rule}, received ${typeof value === 'number' ? value : JSON.stringify(value)}`,
    );
  };
  if (typeof value !== typeof spec.default) return refuse(`a ${typeof spec.default}`);
  if (typeof value === 'number') {
    const [least, most] = spec.range ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
    if (!(value >= least && value <= most)) return refuse(`from ${least} to ${most}`);
    if (spec.integer && !Number.isInteger(value)) return refuse('a whole number');
  }
  if (spec.choices && !spec.choices.includes(value as string))
    return refuse(`one of ${spec.choices.join(', ')}`);
  return value as number | boolean | string;
}
