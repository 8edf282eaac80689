import { type TrainConfig, trainOptions } from '@celltally/counting';
import { JOINED } from '@celltally/imaging';
import { kebabCase } from '../commands/kebab-case.js';
import { shellCommand } from '../shell-command.js';

/**
 * The command that makes a run of this configuration: only what differs from the model's defaults is said, and the
 * model where it is not the general one.
 *
 * @param data the data set's name; of joined ones, as joinDatasets calls them
 * @param init what the training began with: a file, or a model
 */
export function commandOf(config: TrainConfig, data: string, usual: TrainConfig, init?: string): string {
  const general = { ...usual, model: trainOptions.model.default };
  const flags = Object.keys(trainOptions).flatMap((name) => {
    const value = config[name as keyof TrainConfig];
    if (String(value) === String(general[name as keyof TrainConfig])) return [];
    if (typeof value === 'boolean') return [`--${value ? '' : 'no-'}${kebabCase(name)}`];
    return [`--${kebabCase(name)}`, String(value)];
  });
  const beginning = init === undefined ? [] : ['--init', init];
  return shellCommand(['train', '--data', ...data.split(JOINED), '--out', 'run', ...beginning, ...flags]);
}
