import { Command } from 'commander';
import { addApp } from './commands/app.js';
import { addBenchmark } from './commands/benchmark.js';
import { addConvert } from './commands/convert.js';
import { addCount } from './commands/count.js';
import { addEvaluate } from './commands/evaluate.js';
import { addModels } from './commands/models.js';
import { addSimulate } from './commands/simulate.js';
import { addTrain } from './commands/train.js';
import type { ExitCode, Io } from './io.js';
import { wantsColour } from './render/colour.js';
import { version } from './version.js';

/** What an action needs besides its options: the streams, and a place for its exit code. */
export interface Face {
  readonly io: Io;
  /** The arguments as they came, for reports that say how they were made. */
  readonly argv: readonly string[];
  readonly end: (code: ExitCode) => void;
}

const EXAMPLES = `
Examples:
  $ celltally count plate-1/ --out counts              count every picture of a folder
  $ celltally count "scans/**/*.tif" --model bbbc039   the same with a model of your choice
  $ celltally train --data my-cells/ --out run-1       train a model on your own annotations
  $ celltally evaluate --model run-1/package --data my-cells/ --split test --html report.html
  $ celltally benchmark --plan plan.json --budget 24 --out bench-1
  $ celltally convert counts/points.csv --to geojson   points for QuPath, ImageJ, napari and others
  $ celltally app                                      the same in the browser, with nothing uploaded
  $ celltally simulate --out practice --count 20       make pictures whose truth is known

Exit codes: 0 done, 1 wrong usage or a fatal error, 2 done but for some pictures, 130 interrupted.`;

/**
 * The commands and their options. What a command does is imported only when it runs, so that help comes at once.
 *
 * @param argv the arguments, by which commands know whether to describe options that are costly to know
 */
export async function createProgram(io: Io, argv: readonly string[], end: Face['end']): Promise<Command> {
  const program = new Command('celltally')
    .description('Count, locate and segment cells in microscopy images.')
    .version(version(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .helpCommand('help [command]', 'print help on a command')
    .addHelpText('after', EXAMPLES)
    .showHelpAfterError('(celltally --help lists commands and examples)')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void io.stdout.write(text),
      writeErr: (text) => void io.stderr.write(text),
      outputError: (text, write) => write(text.replace(/^error: /, 'celltally: ')),
      getOutHelpWidth: () => io.stdout.columns ?? 100,
      getErrHelpWidth: () => io.stderr.columns ?? 100,
      getOutHasColors: () => wantsColour(io.stdout, io.env),
      getErrHasColors: () => wantsColour(io.stderr, io.env),
    });
  const face: Face = { io, argv, end };
  addCount(program, face);
  addEvaluate(program, face);
  await addTrain(program, face);
  addBenchmark(program, face);
  addConvert(program, face);
  addModels(program, face);
  addSimulate(program, face);
  addApp(program, face);
  for (const command of program.commands) {
    command.showHelpAfterError(`(celltally ${command.name()} --help lists its options)`);
  }
  return program;
}
