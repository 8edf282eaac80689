import type { Command } from 'commander';
import { Option } from 'commander';
import type { Face } from '../program.js';
import { deviceOption } from './device-option.js';
import { kindsOption } from './kinds-option.js';
import { wholeNumber } from './values.js';

/** `celltally train`. The options of a training are imported only for those who ask for this command. */
export async function addTrain(program: Command, face: Face): Promise<void> {
  const command = program
    .command('train')
    .summary('train a model on annotated pictures')
    .description(
      'Train a model on annotated pictures. Writes checkpoints, log.jsonl, split.json, training.svg and the model ' +
        'package to a folder. A run that was stopped, however, goes on with --resume to the same numbers, unless a time limit (--minutes) governs it.',
    )
    .requiredOption(
      '--data <dir...>',
      'data set: images/, annotations/ and split.json, or a layout that is known; of several, train with train, and so on',
    )
    .addOption(kindsOption('learn from'))
    .requiredOption('-o, --out <dir>', 'folder of the run')
    .option('--resume', 'continue the run in the folder, with its options, its split and its name')
    .option('--name <name>', 'name of the model, for its package (default: data set and architecture)')
    .option('--author <name...>', 'who made the model, for its package')
    .option('--license <id>', 'SPDX identifier of the model’s licence, for its package (default: CC-BY-4.0)')
    .option('--half', 'store the weights of the package in half precision: half the bytes')
    .option('--test', 'evaluate the trained model on the test part at the end')
    .option(
      '--init <model|file>',
      'go on from a model, bundled or a package, with its network; or begin with a safetensors file’s weights, by the names of the network’s tensors',
    )
    .addOption(deviceOption())
    .addOption(
      new Option('--threads <number>', 'threads to compute with (default: one for every core)').argParser(
        wholeNumber(1, 1024),
      ),
    )
    .addHelpText(
      'after',
      `
Examples:
  $ celltally train --data vgg-cells/ --out run-1 --epochs 100 --test
  $ celltally train --data my-cells/ --out run-2 --model unet --target density --sigma 4 --seed 7
  $ celltally train --data my-cells/ --out run-2 --resume
  $ celltally train --data my-cells/ --out run-3 --init bbbc039 --learning-rate 0.0003 --epochs 30
  $ celltally train --help --model unet                     with the defaults and options of that model`,
    );
  if (!face.argv.includes('train')) return;
  const [{ defaultsOfModel, trainOptions }, { flagsOf }, { networkHelp }] = await Promise.all([
    import('@celltally/counting'),
    import('./train-flags.js'),
    import('./network-help.js'),
  ]);
  const model = modelIn(face.argv) ?? trainOptions.model.default;
  // A model that does not exist is refused when the command runs.
  const defaults = await defaultsOfModel(model).catch(() => undefined);
  const own = defaults && { model, ...defaults };
  for (const flag of flagsOf(trainOptions, own)) command.addOption(flag);
  if (defaults !== undefined) command.addHelpText('after', networkHelp(model, defaults));
  command.action(async (options) => {
    const given = Object.keys(trainOptions).filter((name) => command.getOptionValueSource(name) === 'cli');
    const config = Object.fromEntries(given.map((name) => [name, options[name]]));
    const { trainCommand } = await import('../train/train-command.js');
    face.end(await trainCommand({ ...options, config }, face.argv, face.io));
  });
}

/** The model that the arguments name; help needs it before they are parsed. */
function modelIn(argv: readonly string[]): string | undefined {
  const at = argv.findLastIndex((each) => each === '--model' || each.startsWith('--model='));
  const found = argv[at];
  return found === '--model' ? argv[at + 1] : found?.slice('--model='.length);
}
