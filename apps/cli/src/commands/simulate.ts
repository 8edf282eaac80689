import { type Command, Option } from 'commander';
import type { Face } from '../program.js';
import { NUMERIC_OPTIONS } from '../simulate/numeric-options.js';
import { kebabCase } from './kebab-case.js';
import { decimalNumber, pictureSize, wholeNumber, wholeRange } from './values.js';

/** `celltally simulate`. */
export function addSimulate(program: Command, face: Face): void {
  const command = program
    .command('simulate')
    .summary('make pictures of cells whose truth is known')
    .description(
      'Make pictures of cells whose truth is known exactly, as a data set: images/, annotations/ (label pictures), ' +
        'split.json and counts.csv. The same options and seed make the same files, bit by bit.',
    )
    .requiredOption('-o, --out <dir>', 'folder for the data set; must be empty or new')
    .addOption(
      new Option('-n, --count <pictures>', 'pictures to make').argParser(wholeNumber(1, 100_000)).default(10),
    )
    .addOption(
      new Option('-s, --seed <number>', 'seed of everything random').argParser(wholeNumber(0)).default(1),
    )
    .addOption(
      new Option('-m, --modality <kind>', 'bright nuclei on black, or stained tissue')
        .choices(['fluorescence', 'brightfield'])
        .default('fluorescence'),
    )
    .option('--crowded', 'small, smooth, crowded and overlapping cells, after the VGG set')
    .option('--size <WxH>', 'size of a picture in pixels (default: 512x512)', pictureSize)
    .option('--cells <A-B>', 'cells in a picture (default: around what is usual for the kind)', wholeRange)
    .addOption(
      new Option(
        '--bits <depth>',
        'bits of a sample; 12 are stored in 16 (default: 12, brightfield 8)',
      ).choices(['8', '12', '16']),
    )
    .addOption(
      new Option('--format <name>', 'file format (default: png for 8 bits, else tiff)').choices([
        'png',
        'tiff',
      ]),
    )
    .addOption(
      new Option('--split <train,val,test>', 'shares of the parts in split.json').default('70,10,20'),
    );
  for (const [name, help] of Object.entries(NUMERIC_OPTIONS)) {
    command.option(`--${kebabCase(name)} <number>`, help, decimalNumber(0, 1e6));
  }
  command
    .addHelpText(
      'after',
      `
Examples:
  $ celltally simulate --out practice --count 20 --seed 7
  $ celltally simulate --out tissue --modality brightfield --size 600x600 --cells 80-200`,
    )
    .action(async (options) => {
      const { simulateCommand } = await import('../simulate/simulate-command.js');
      face.end(await simulateCommand(options, face.io));
    });
}
