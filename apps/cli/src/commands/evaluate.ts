import { availableParallelism } from 'node:os';
import { type Command, Option } from 'commander';
import type { Face } from '../program.js';
import { deviceOption } from './device-option.js';
import { kindsOption } from './kinds-option.js';
import { diameterOption, methodOption, scaleOption } from './model-options.js';
import { turnsOption } from './turns-option.js';
import { decimalNumber, listOf, wholeNumber } from './values.js';

/** `celltally evaluate`. */
export function addEvaluate(program: Command, face: Face): void {
  program
    .command('evaluate')
    .summary('compare a model’s counts with the truth')
    .description(
      'Count annotated pictures and compare with the truth: count errors, precision, recall and F1 of the positions, ' +
        'and where model and annotations have outlines, Dice, IoU, PSNR and SSIM.',
    )
    .requiredOption('-m, --model <name|file>', 'bundled model, classical, or a package’s folder or zip file')
    .requiredOption(
      '--data <dir...>',
      'data set: images/, annotations/ and split.json, or a layout that is known; several as one',
    )
    .addOption(kindsOption('evaluate'))
    .addOption(
      new Option('--split <part>', 'part of the data set')
        .choices(['train', 'val', 'test', 'all'])
        .default('test'),
    )
    .addOption(
      new Option(
        '--grid <number>',
        'count this many rows and columns of parts of each picture, as pictures of their own, as some papers do',
      )
        .argParser(wholeNumber(1, 64))
        .default(1),
    )
    .option('--json', 'print one JSON object instead of the table')
    .option('--html <file>', 'write a report: one HTML page that needs nothing else')
    .option('--csv <file>', 'write a table of all images')
    .option('--record', 'write the figures, their intervals and the worst pictures into the model’s package')
    .addOption(
      new Option('--radius <pixels>', 'distances within which positions match, divided by commas')
        .argParser(listOf(decimalNumber(0.1, 1000)))
        .default([5, 10], '5,10'),
    )
    .addOption(scaleOption())
    .addOption(methodOption())
    .addOption(diameterOption())
    .addOption(turnsOption())
    .option('--limit <images>', 'evaluate only the first images', wholeNumber(1))
    .addOption(deviceOption())
    .addOption(
      new Option('-w, --workers <number>', 'pictures in flight')
        .argParser(wholeNumber(1, 256))
        .default(availableParallelism(), 'one for every core'),
    )
    .addHelpText(
      'after',
      `
Examples:
  $ celltally evaluate --model vgg-cells --data vgg-cells/ --split test
  $ celltally evaluate --model vgg-cells --data vgg-cells/ --split val --turns 4
  $ celltally evaluate --model mbm --data mbm/ --grid 2
  $ celltally evaluate --model run-1/package --data my-cells/ --html report.html --csv images.csv
  $ celltally evaluate --model run-1/package --data my-cells/ --split test --record`,
    )
    .action(async (options) => {
      const { evaluateCommand } = await import('../evaluate/evaluate-command.js');
      face.end(await evaluateCommand(options, face.argv, face.io));
    });
}
