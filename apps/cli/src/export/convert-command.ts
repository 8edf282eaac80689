import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { type ExportName, exportFormats, importPoints, type PointSet } from '@celltally/imaging';
import { InputError, UsageError } from '../errors.js';
import { EXIT, type ExitCode, type Io } from '../io.js';
import { notice } from '../notice.js';
import { findPictures } from '../pictures/find-pictures.js';
import { createPalette, wantsColour } from '../render/colour.js';
import { formatCount } from '../render/numbers.js';
import { renderTable } from '../render/table.js';
import { findPicture, withPicture } from './find-picture.js';
import { findPointFiles } from './find-point-files.js';
import { writeFormat } from './write-exports.js';

export interface ConvertOptions {
  readonly to: ExportName;
  readonly out: string;
  readonly images?: string;
  readonly origin?: 'pixel-index' | 'corner';
}

/** Reads points and outlines of whatever format, and writes them in another. */
export async function convertCommand(
  paths: readonly string[],
  options: ConvertOptions,
  io: Io,
): Promise<ExitCode> {
  const { sets: read, failed } = await readSets(await findPointFiles(paths, io.cwd), options, io);
  const sets = await withPictures(read, options, io);
  refuseTwins(sets);
  const unsized = sets.find(({ width, labels }) => width === undefined && labels === undefined);
  if (unsized !== undefined && exportFormats[options.to].needsSize) {
    throw new UsageError(
      `${options.to} needs the size of "${unsized.image}", which its points do not say: name the folder of the pictures with --images`,
    );
  }
  const files = await writeFormat(options.to, sets, resolve(io.cwd, options.out));
  io.stdout.write(summary(sets, io));
  const what = files.length === 1 ? files[0] : `${files.length} files`;
  notice(io, 'info', `results in ${options.out}: ${what}`);
  return failed > 0 ? EXIT.someFailed : EXIT.ok;
}

async function readSets(
  files: readonly string[],
  { origin }: ConvertOptions,
  io: Io,
): Promise<{ readonly sets: readonly PointSet[]; readonly failed: number }> {
  const sets: PointSet[] = [];
  const failures: string[] = [];
  for (const file of files) {
    io.signal.throwIfAborted();
    try {
      const bytes = await readFile(file);
      sets.push(...(await importPoints(bytes, basename(file), origin === undefined ? {} : { origin })));
    } catch (error) {
      failures.push(error instanceof Error ? error.message : String(error));
    }
  }
  if (sets.length === 0) throw new InputError(failures.join('\n'));
  for (const failure of failures) notice(io, 'warning', failure);
  return { sets, failed: failures.length };
}

async function withPictures(
  sets: readonly PointSet[],
  { images }: ConvertOptions,
  io: Io,
): Promise<readonly PointSet[]> {
  if (images === undefined) return sets;
  const { pictures } = await findPictures([images], { cwd: io.cwd });
  const done: PointSet[] = [];
  for (const set of sets) {
    const picture = findPicture(set.image, pictures);
    if (picture === undefined) {
      notice(io, 'warning', `no picture of "${set.image}", or more than one, in ${images}`);
    }
    done.push(picture === undefined ? set : await withPicture(set, picture));
  }
  return done;
}

/** The same cells in two formats would count twice. */
function refuseTwins(sets: readonly PointSet[]): void {
  const seen = new Set<string>();
  for (const { image } of sets) {
    if (seen.has(image)) {
      throw new UsageError(`two of the files hold cells of "${image}": convert them one after the other`);
    }
    seen.add(image);
  }
}

function summary(sets: readonly PointSet[], { stdout, env }: Io): string {
  const classesOf = ({ points }: PointSet): string =>
    [...new Set(points.flatMap((cell) => cell.class ?? []))].join(', ');
  const total = sets.reduce((sum, { points }) => sum + points.length, 0);
  return renderTable(
    [
      { header: 'image', shrink: true },
      { header: 'cells', align: 'right' },
      { header: 'classes', shrink: true },
    ],
    sets.map((set) => [set.image, formatCount(set.points.length), classesOf(set)]),
    {
      palette: createPalette(wantsColour(stdout, env)),
      footer: [`${sets.length} ${sets.length === 1 ? 'picture' : 'pictures'}`, formatCount(total), ''],
      ...(stdout.columns === undefined ? {} : { width: stdout.columns }),
    },
  );
}
