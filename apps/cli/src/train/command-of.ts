import { type TrainConfig, trainOptions } from '@celltally/counting';
import { kebabCase } from '../commands/kebab-case.js';
import { shellCommand } from '../shell-command.js';

/** The command that makes a run of this configuration: only what differs from the defaults is said. */
export function commandOf(config: TrainConfig, data: string): string {
  const flags = Object.entries(trainOptions).flatMap(([name, { default: usual }]) => {
    const value = config[name as keyof TrainConfig];
    if (value === usual) return [];
    if (typeof value === 'boolean') return [`--${value ? '' : 'no-'}${kebabCase(name)}`];
    return [`--${kebabCase(name)}`, String(value)];
  });
  return shellCommand(['train', '--data', data, '--out', 'run', ...flags]);
}
