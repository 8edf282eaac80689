import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import {
  formatCounts,
  formatSplit,
  type Modality,
  makeSplit,
  type SimulationOptions,
  type SplitName,
  type Splits,
  simulate,
} from '@celltally/imaging';
import { makeEmptyFolder } from '../empty-folder.js';
import { UsageError } from '../errors.js';
import { EXIT, type ExitCode, type Io } from '../io.js';
import { pause } from '../pause.js';
import { startProgress } from '../render/progress.js';
import { NUMERIC_OPTIONS } from './numeric-options.js';
import { pictureRecipes } from './picture-recipes.js';
import { type PictureFormat, writePicture } from './write-picture.js';

export type SimulateOptions = {
  readonly out: string;
  readonly count: number;
  readonly seed: number;
  readonly modality: Modality;
  readonly crowded?: boolean;
  readonly size?: { readonly width: number; readonly height: number };
  readonly cells?: readonly [number, number];
  readonly bits?: '8' | '12' | '16';
  readonly format?: PictureFormat;
  readonly split: string;
} & { readonly [K in keyof typeof NUMERIC_OPTIONS]?: number };

/** Makes a data set of simulated pictures with their truth. */
export async function simulateCommand(options: SimulateOptions, io: Io): Promise<ExitCode> {
  const { crowded = false } = options;
  if (crowded && options.modality !== 'fluorescence') {
    throw new UsageError('--crowded is a recipe of fluorescence: leave out --modality or --crowded');
  }
  const shares = readShares(options.split);
  const recipes = pictureRecipes({
    pictures: options.count,
    seed: options.seed,
    modality: options.modality,
    crowded,
    ...(options.cells === undefined ? {} : { cells: options.cells }),
    options: simulatorOptions(options),
  });
  const folder = resolve(io.cwd, options.out);
  await makeEmptyFolder(folder);
  await mkdir(join(folder, 'images'));
  await mkdir(join(folder, 'annotations'));

  const progress = startProgress({
    label: 'simulating',
    total: recipes.length,
    stream: io.stderr,
    environment: io.env,
  });
  const counts: (readonly [string, number])[] = [];
  try {
    for (const recipe of recipes) {
      io.signal.throwIfAborted();
      const simulation = simulate(recipe.options);
      const file = await writePicture(folder, recipe, simulation, options.format);
      counts.push([file, simulation.points.length]);
      progress.update(counts.length);
      await pause();
    }
  } finally {
    progress.finish('clear');
  }
  const names = counts.map(([name]) => name);
  const splits = divide(names, shares, options.seed);
  await writeFile(join(folder, 'split.json'), formatSplit({ splits, rule: { marks: 'unique-labels' } }));
  await writeFile(join(folder, 'counts.csv'), formatCounts(counts));
  const cells = counts.reduce((sum, [, count]) => sum + count, 0);
  io.stdout.write(`${counts.length} pictures with ${cells} cells in ${options.out}\n`);
  return EXIT.ok;
}

function simulatorOptions(options: SimulateOptions): Partial<SimulationOptions> {
  const numbers = Object.keys(NUMERIC_OPTIONS).flatMap((name) => {
    const value = options[name as keyof typeof NUMERIC_OPTIONS];
    return value === undefined ? [] : [[name, value]];
  });
  return {
    ...(options.size ?? {}),
    ...(options.bits === undefined ? {} : { bitDepth: Number(options.bits) as 8 | 12 | 16 }),
    ...Object.fromEntries(numbers),
  };
}

/** Pictures that are too few to be divided are all for testing. */
function divide(names: readonly string[], shares: Readonly<Record<SplitName, number>>, seed: number): Splits {
  const parts = Object.values(shares).filter((share) => share > 0).length;
  return names.length < parts ? { train: [], val: [], test: names } : makeSplit(names, { seed, ...shares });
}

function readShares(text: string): Readonly<Record<SplitName, number>> {
  const shares = text.split(',').map(Number);
  const [train, val, test] = shares;
  const valid =
    shares.length === 3 && shares.every((share) => share >= 0) && shares.some((share) => share > 0);
  if (!valid || train === undefined || val === undefined || test === undefined) {
    throw new UsageError(`--split must be three shares such as 70,10,20, but is "${text}"`);
  }
  return { train, val, test };
}
