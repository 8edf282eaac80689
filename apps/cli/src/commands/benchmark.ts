import { availableParallelism } from 'node:os';
import { type Command, Option } from 'commander';
import type { Face } from '../program.js';
import { deviceOption } from './device-option.js';
import { decimalNumber, listOf, wholeNumber } from './values.js';

/** `celltally benchmark`. */
export function addBenchmark(program: Command, face: Face): void {
  program
    .command('benchmark')
    .summary('train and evaluate many models on many data sets')
    .description(
      'Train every model of a plan on every data set with every seed, evaluate each on the test part, and write tables ' +
        'and plots: benchmark.md, benchmark.html, benchmark.json, plots/. What is finished is skipped and what was ' +
        'stopped goes on, so the same command continues a benchmark. A training that fails is a line of the report.',
    )
    .requiredOption('-o, --out <dir>', 'folder of the benchmark; each training has a folder of its own in it')
    .option('--plan <file>', 'plan as JSON (default: the one of the folder, or what the options say)')
    .option('--models <names>', 'architectures, divided by commas, in the place of the plan’s', texts)
    .option('--data <dir...>', 'data sets in the place of the plan’s')
    .option('--data-root <dir>', 'folder in which the plan’s data sets lie (default: the present folder)')
    .option(
      '--seeds <numbers>',
      'seeds, divided by commas (default: the plan’s, or 1)',
      listOf(wholeNumber(0)),
    )
    .option(
      '--minutes-each <minutes>',
      'longest training of one model on one data set',
      decimalNumber(0.001, 1e6),
    )
    .option(
      '--train <name=value...>',
      'options of training for all, by their names in plans: epochs=50 learningRate=1e-4',
    )
    .option(
      '--budget <hours>',
      'stop after so many hours, earlier sittings included; what is left goes on with a larger one',
      decimalNumber(0.0001, 1e6),
    )
    .option('--only <names>', 'keep to these models this time, by label or architecture', texts)
    .option('--report-only', 'train nothing: write the report again from what the folder holds')
    .option('--no-costs', 'do not measure time and memory of the networks')
    .addOption(
      new Option('--cost-size <pixels>', 'side of the picture on which they are measured')
        .argParser(wholeNumber(64, 4096))
        .default(512),
    )
    .option('--keep-checkpoints', 'keep the checkpoints of finished trainings, several times their packages')
    .option('--author <name...>', 'who made the models, for their packages')
    .option(
      '--license <id>',
      'SPDX identifier of the models’ licence, for their packages (default: CC-BY-4.0)',
    )
    .addOption(deviceOption())
    .addOption(
      new Option('--threads <number>', 'threads to train with (default: one for every core)').argParser(
        wholeNumber(1, 1024),
      ),
    )
    .addOption(
      new Option('-w, --workers <number>', 'pictures in flight in evaluation')
        .argParser(wholeNumber(1, 256))
        .default(availableParallelism(), 'one for every core'),
    )
    .addHelpText(
      'after',
      `
Examples:
  $ celltally benchmark --models lite-unet,unet --data vgg-cells/ mbm/ --seeds 1,2,3 --minutes-each 60 --out bench-1
  $ celltally benchmark --plan bench/plans/models.json --data-root datasets/ --budget 24 --out bench-2
  $ celltally benchmark --out bench-2 --budget 48            go on, for a day more
  $ celltally benchmark --out bench-2 --only unet            go on with the U-Net alone
  $ celltally benchmark --out bench-2 --report-only          only write the report again
  $ celltally train --data vgg-cells/ --out bench-2/cells/vgg-cells/unet/seed-1 --resume
                                                             go on with one training by itself

docs/benchmark.md explains plans and tables.`,
    )
    .action(async (options) => {
      const { benchmarkCommand } = await import('../benchmark/benchmark-command.js');
      face.end(await benchmarkCommand(options, face.argv, face.io));
    });
}

const texts = listOf((text) => text);
