import type { ModelDefaults } from '@celltally/counting';

/** What help adds for one model: the options of its network, and the stages of its training. */
export function networkHelp(model: string, { options, stages }: ModelDefaults): string {
  const list = Object.entries(options).map(([name, value]) => `${name}=${value}`);
  return [
    '',
    `Options of ${model}, for --option, and their defaults: ${list.length === 0 ? 'none' : list.join(', ')}`,
    ...(stages.length === 1 ? [] : [`Stages of ${model}: ${stages.join(', ')}`]),
  ].join('\n');
}
