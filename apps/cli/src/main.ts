import { EXIT } from './io.js';
import { run } from './run.js';

const interruption = new AbortController();

process.on('SIGINT', () => {
  // Whoever presses Ctrl-C twice does not want to wait.
  if (interruption.signal.aborted) process.exit(EXIT.interrupted);
  interruption.abort();
});
// A reader that has seen enough (head, less) closes the pipe: that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(EXIT.ok);
  throw error;
});

process.exitCode = await run(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  cwd: process.cwd(),
  env: process.env,
  signal: interruption.signal,
});
