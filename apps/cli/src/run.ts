import { CommanderError } from 'commander';
import { explainError } from './explain-error.js';
import { EXIT, type Io } from './io.js';
import { createProgram } from './program.js';

/**
 * Runs one command line, without the name of the program, and gives its exit code. Nothing is thrown, and the process
 * is left alone: whatever is said goes to the streams of `io`.
 *
 *     const code = await run(['count', 'plate-1/', '--out', 'counts'], io);
 */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  let code: number = EXIT.ok;
  try {
    const program = await createProgram(io, argv, (ended) => {
      code = ended;
    });
    await program.parseAsync(argv, { from: 'user' });
    return code;
  } catch (error) {
    // Commander has said what there was to say.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.fatal;
    if (io.signal.aborted) {
      io.stderr.write('celltally: interrupted\n');
      return EXIT.interrupted;
    }
    io.stderr.write(explainError(error, io.env));
    return EXIT.fatal;
  }
}
