import type { Environment } from './render/colour.js';

/** A stream of text: `process.stdout`, or a literal in a test. */
export interface TextStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** All that a command knows of the world around it. */
export interface Io {
  /** Results, and nothing else. */
  readonly stdout: TextStream;
  /** Progress, notices and errors. */
  readonly stderr: TextStream;
  /** Relative paths start here. */
  readonly cwd: string;
  readonly env: Environment;
  /** Aborted when the user interrupts. */
  readonly signal: AbortSignal;
}

/** What a command ends with. */
export const EXIT = {
  ok: 0,
  /** Wrong usage, or an error that ended the command. */
  fatal: 1,
  /** The command was done, but some pictures could not be read. */
  someFailed: 2,
  /** By Ctrl-C; what was done is kept. 128 + SIGINT, as shells have it. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
