/**
 * The command line as a function:
 *
 *     const code = await run(['count', 'plate-1/', '--out', 'counts', '--json'], io);
 */
export { CliError, InputError, UsageError } from './errors.js';
export { EXIT, type ExitCode, type Io, type TextStream } from './io.js';
export { run } from './run.js';
