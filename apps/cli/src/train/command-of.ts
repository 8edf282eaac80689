import { type PictureKind, type TrainConfig, trainOptions } from '@celltally/counting';
import { JOINED } from '@celltally/imaging';
import { kebabCase } from '../commands/kebab-case.js';
import { shellCommand } from '../shell-command.js';

/** What a run began with. */
interface Source {
  /** The data set's name; of joined ones, as joinDatasets calls them. */
  readonly data: string;
  /** Kinds of its pictures, if not all were taken. */
  readonly kinds?: readonly PictureKind[];
  /** A file of weights, or a model. */
  readonly init?: string;
}

/**
 * The command that makes a run of this configuration: only what differs from the model's defaults is said, and the
 * model where it is not the general one.
 *
 * @param usual the model's defaults
 */
export function commandOf(config: TrainConfig, usual: TrainConfig, { data, kinds, init }: Source): string {
  const general = { ...usual, model: trainOptions.model.default };
  const flags = Object.keys(trainOptions).flatMap((name) => {
    const value = config[name as keyof TrainConfig];
    if (String(value) === String(general[name as keyof TrainConfig])) return [];
    if (typeof value === 'boolean') return [`--${value ? '' : 'no-'}${kebabCase(name)}`];
    return [`--${kebabCase(name)}`, String(value)];
  });
  const only = kinds === undefined ? [] : ['--kinds', kinds.join(',')];
  const beginning = init === undefined ? [] : ['--init', init];
  return shellCommand([
    'train',
    '--data',
    ...data.split(JOINED),
    ...only,
    '--out',
    'run',
    ...beginning,
    ...flags,
  ]);
}
