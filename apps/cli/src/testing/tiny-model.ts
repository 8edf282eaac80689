import { join } from 'node:path';
import { run } from '../run.js';
import { testIo } from './test-io.js';

/** Options of a training that is over in a second. */
export const TINY_TRAINING = [
  ...['--model', 'unet', '--width', '2', '--crop', '48', '--halo', '16', '--batch', '2', '--epochs', '1'],
] as const;

/** Runs a command in a folder and gives what it said; fails on any exit code but the expected one. */
export async function celltally(
  cwd: string,
  argv: readonly string[],
  expected = 0,
): Promise<{ out: string; err: string }> {
  const io = await testIo(cwd);
  const code = await run(argv, io);
  if (code !== expected) {
    throw new Error(`celltally ${argv.join(' ')}: exit code ${code}, expected ${expected}\n${io.err()}`);
  }
  return { out: io.out(), err: io.err() };
}

/** Simulates a data set `data` of small pictures in a folder. */
export async function tinyData(cwd: string, pictures = 6): Promise<string> {
  await celltally(cwd, [
    'simulate',
    '--out',
    'data',
    '-n',
    String(pictures),
    '--size',
    '48x40',
    '--cells',
    '1-4',
    '--split',
    '60,20,20',
  ]);
  return join(cwd, 'data');
}

/** Trains a model on `data` in a folder that knows next to nothing, and gives the path of its package. */
export async function tinyModel(cwd: string): Promise<string> {
  await celltally(cwd, ['train', '--data', 'data', '--out', 'run', '--name', 'tiny model', ...TINY_TRAINING]);
  return join(cwd, 'run', 'package');
}
