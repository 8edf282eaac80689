import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Io } from '../io.js';

/** An `Io` in a folder of its own, with what was written to it. */
export interface TestIo extends Io {
  readonly out: () => string;
  readonly err: () => string;
  readonly interrupt: () => void;
}

/** A folder, and the way to be rid of it. */
export async function makeFolder(): Promise<{ readonly folder: string; remove(): Promise<void> }> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'celltally-')));
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** A folder that goes with the test. */
export async function temporaryFolder(): Promise<string> {
  const { folder, remove } = await makeFolder();
  onTestFinished(remove);
  return folder;
}

/** Streams that remember, in a temporary folder or the one given. */
export async function testIo(cwd?: string): Promise<TestIo> {
  const written = { stdout: '', stderr: '' };
  const interruption = new AbortController();
  const stream = (name: keyof typeof written) => ({
    write(text: string): void {
      written[name] += text;
    },
  });
  return {
    stdout: stream('stdout'),
    stderr: stream('stderr'),
    cwd: cwd ?? (await temporaryFolder()),
    env: {},
    signal: interruption.signal,
    out: () => written.stdout,
    err: () => written.stderr,
    interrupt: () => interruption.abort(),
  };
}
