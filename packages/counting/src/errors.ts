/** Every error of a task. The message says what was wrong and what to do. */
export class CountingError extends Error {
  override readonly name: string = 'CountingError';
}

/** An option is out of its range, or two options do not go together. */
export class ConfigError extends CountingError {
  override readonly name = 'ConfigError';
}

/** A run's folder holds something else than the run that was to be continued. */
export class RunError extends CountingError {
  override readonly name = 'RunError';
}

/** Training ran into numbers that are no numbers. */
export class DivergedError extends CountingError {
  override readonly name = 'DivergedError';
}

/** A benchmark's plan says something that is not understood, or cannot be done. */
export class PlanError extends CountingError {
  override readonly name = 'PlanError';
}
