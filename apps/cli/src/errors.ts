/** Every error of the command line itself. The message names what was wrong and what to do. */
export class CliError extends Error {
  override readonly name: string = 'CliError';
}

/** The arguments do not fit the command. */
export class UsageError extends CliError {
  override readonly name = 'UsageError';
}

/** A path that was named does not exist, or holds nothing that could be used. */
export class InputError extends CliError {
  override readonly name = 'InputError';
}
