import { exportFormats } from '@celltally/imaging';
import { type Command, Option } from 'commander';
import type { Face } from '../program.js';
import { allFormats, formatName } from './export-option.js';

/** `celltally convert`. */
export function addConvert(program: Command, face: Face): void {
  const names = allFormats();
  const widest = Math.max(...names.map(({ length }) => length));
  const described = names.map((name) => `  ${name.padEnd(widest)}  ${exportFormats[name].title}`);
  program
    .command('convert')
    .summary('convert points and outlines of cells between formats')
    .description(
      'Convert points and outlines of cells between formats. What is read is recognised by its content: any of the formats ' +
        'below, also in zip and gzip, Pascal VOC, QuPath’s tables of points, masks. ' +
        'A file that cannot be read is a warning, and the exit code 2.',
    )
    .argument(
      '<points...>',
      'files with points or outlines, folders (searched at every depth) or glob patterns',
    )
    .requiredOption('-t, --to <format>', `format to write: ${names.join(', ')}`, formatName(names))
    .requiredOption('-o, --out <dir>', 'folder for the results')
    .option(
      '-i, --images <dir>',
      'folder of the pictures: gives their full names and sizes, which coco and labels need',
    )
    .addOption(
      new Option(
        '--origin <rule>',
        'what whole numbers mean in tables that do not say it: the middle of a pixel, or its corner (default: pixel-index)',
      ).choices(['pixel-index', 'corner']),
    )
    .addHelpText(
      'after',
      `
Formats:
${described.join('\n')}

Examples:
  $ celltally convert celltally-counts/points.csv --to geojson --out qupath
  $ celltally convert RoiSet.zip --to coco --images plate-1/ --out training
  $ celltally convert marked/*.xml --to roi --out rois`,
    )
    .action(async (points, options) => {
      const { convertCommand } = await import('../export/convert-command.js');
      face.end(await convertCommand(points, options, face.io));
    });
}
