import type { Command } from 'commander';
import type { Face } from '../program.js';

/** `celltally models`. */
export function addModels(program: Command, face: Face): void {
  program
    .command('models')
    .summary('list bundled models and architectures')
    .description(
      'List the bundled model packages and the architectures that can be trained, with what they cost.',
    )
    .option('--json', 'print one JSON object instead of the tables')
    .action(async (options) => {
      const { modelsCommand } = await import('../models/models-command.js');
      face.end(await modelsCommand(options, face.io));
    });
}
