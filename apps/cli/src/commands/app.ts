import { type Command, Option } from 'commander';
import type { Face } from '../program.js';
import { wholeNumber } from './values.js';

/** The port that is taken when none is named; the page keeps its pictures by it. */
const PORT = 8765;

/** `celltally app`. */
export function addApp(program: Command, face: Face): void {
  program
    .command('app')
    .summary('count, correct and train in the browser')
    .description(
      'Open the page in the browser: count, correct and train there, with nothing uploaded. It is served on this computer ' +
        'only, until Ctrl-C. The browser keeps pictures and cells by the address, so keep to one port.',
    )
    .addOption(
      new Option('-p, --port <number>', 'port to serve at; 0 takes any that is free')
        .argParser(wholeNumber(0, 65_535))
        .default(PORT),
    )
    .option('--no-open', 'do not open the browser')
    .action(async (options) => {
      const { appCommand } = await import('../app/app-command.js');
      face.end(await appCommand(options, face.io));
    });
}
