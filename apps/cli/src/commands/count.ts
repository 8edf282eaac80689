import { availableParallelism } from 'node:os';
import { type Command, Option } from 'commander';
import type { Face } from '../program.js';
import { deviceOption } from './device-option.js';
import { exportOption } from './export-option.js';
import { diameterOption, methodOption, scaleOption } from './model-options.js';
import { turnsOption } from './turns-option.js';
import { decimalNumber, focalPlane, listOf, wholeNumber } from './values.js';

/** `celltally count`. */
export function addCount(program: Command, face: Face): void {
  program
    .command('count')
    .summary('count the cells in pictures')
    .description(
      'Count the cells in pictures: prints a table and writes counts.csv, points.csv and overlays/ to a folder, and ' +
        'where asked for the model’s map. ' +
        'A picture that cannot be read becomes a line of the result, and the exit code 2.',
    )
    .argument('<path...>', 'pictures, folders (searched at every depth) or glob patterns')
    .option(
      '-m, --model <name|file>',
      'bundled model, classical, or a package’s folder or zip file (default: the one that suits the pictures)',
    )
    .option('-o, --out <dir>', 'folder for the results', 'celltally-counts')
    .option('--json', 'print one JSON object instead of the table')
    .addOption(deviceOption())
    .addOption(
      new Option('-w, --workers <number>', 'pictures, or tiles of a large picture, in flight')
        .argParser(wholeNumber(1, 256))
        .default(availableParallelism(), 'one for every core'),
    )
    .option(
      '--channel <numbers>',
      'channels to count on, from 0, divided by commas (default: all)',
      listOf(wholeNumber(0)),
    )
    .option('--z <number|max>', 'focal plane, from 0, or max for the maximum projection', focalPlane)
    .option('--time <number>', 'time point, from 0', wholeNumber(0))
    .option('--page <number>', 'page of a multipage file, from 0', wholeNumber(0))
    .addOption(scaleOption())
    .addOption(methodOption())
    .addOption(diameterOption())
    .addOption(turnsOption())
    .addOption(exportOption())
    .option(
      '--pixel-size <um>',
      'side of a pixel in µm, for cells/mm² (default: as the file states it)',
      decimalNumber(1e-6, 1e6),
    )
    .option('--no-overlays', 'draw no overlays')
    .option('--heat', 'draw the model’s map as heat over each picture: where its number comes from (heat/)')
    .option(
      '--maps',
      'write the model’s map as TIFF of 32-bit floats (maps/); a density is in cells a pixel and sums to the count',
    )
    .option(
      '--labels',
      'write the outlined cells as label pictures, numbered as in points.csv (labels/); of models with a mask',
    )
    .option(
      '--threshold <value>',
      'least value of a peak on the model’s map (default: as fitted)',
      decimalNumber(-1e9, 1e9),
    )
    .option(
      '--relative-threshold <share>',
      'least share of the map’s maximum of a peak (default: as fitted)',
      decimalNumber(0, 1),
    )
    .option(
      '--peak-radius <pixels>',
      'least distance of two peaks (default: as fitted)',
      wholeNumber(1, 1000),
    )
    .addHelpText(
      'after',
      `
Examples:
  $ celltally count plate-1/ --out counts
  $ celltally count a.tif "b/*.tif" --model bbbc039 --channel 0 --z max
  $ celltally count plate-1/ --json > counts.json
  $ celltally count plate-1/ --export roi,geojson --pixel-size 0.65
  $ celltally count plate-1/ --heat --maps --turns 4

Bundled models also come from the folder that the variable CELLTALLY_WEIGHTS names.`,
    )
    .action(async (paths, options) => {
      const { countCommand } = await import('../count/count-command.js');
      face.end(await countCommand(paths, options, face.io));
    });
}
