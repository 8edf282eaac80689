import { join, resolve } from 'node:path';
import { type CountRequest, count, type DeviceName, type Turns, type UsableModel } from '@celltally/counting';
import type { ExportName, PixelSize, Selection } from '@celltally/imaging';
import { openFile } from '@celltally/imaging/node';
import { UsageError } from '../errors.js';
import { countedSets } from '../export/counted-sets.js';
import { writeExports } from '../export/write-exports.js';
import { EXIT, type ExitCode, type Io } from '../io.js';
import type { ModelOptions } from '../models/model-options.js';
import { takeModel } from '../models/take-model.js';
import { notice } from '../notice.js';
import { findPictures } from '../pictures/find-pictures.js';
import { describeLeftOut } from '../pictures/left-out.js';
import { openCountFiles } from './count-files.js';
import { countJson } from './count-json.js';
import { densityOf, inOrder } from './count-row.js';
import { countTable } from './count-table.js';
import { openOverlays } from './overlays.js';
import { statedPixelSize } from './pixel-size.js';
import { filesOf, finishProducts, foldersOf, openProducts, type WantedProducts } from './products.js';
import { runCount } from './run-count.js';

export interface CountOptions extends WantedProducts, ModelOptions {
  readonly model?: string;
  readonly out: string;
  readonly json?: boolean;
  readonly device: DeviceName;
  readonly workers: number;
  readonly turns: Turns;
  readonly channel?: readonly number[];
  readonly z?: number | 'max';
  readonly time?: number;
  readonly page?: number;
  readonly overlays: boolean;
  readonly threshold?: number;
  readonly relativeThreshold?: number;
  readonly peakRadius?: number;
  readonly export?: readonly ExportName[];
  /** Side of a pixel in µm, for all pictures. */
  readonly pixelSize?: number;
}

/** Counts the cells in pictures; writes tables and overlays, prints a table or JSON. */
export async function countCommand(
  paths: readonly string[],
  options: CountOptions,
  io: Io,
): Promise<ExitCode> {
  const out = resolve(io.cwd, options.out);
  const { pictures, leftOut } = await findPictures(paths, { cwd: io.cwd, except: out });
  if (leftOut.length > 0) notice(io, 'info', describeLeftOut(leftOut));
  const selection = selectionOf(options);
  const model = await takeModel(options.model, options, { pictures, selection }, io);
  requireOutlines(model, options);
  if (model.target.name === 'count') notice(io, 'info', noPositions(model, options));

  const files = await openCountFiles(out, model.name);
  const overlays = await openOverlays(
    options.overlays ? join(out, 'overlays') : undefined,
    pictures,
    selection,
    io,
  );
  const products = await openProducts(out, options, pictures, selection, io);
  const request: CountRequest = {
    files: pictures.map(({ name, path }) => ({ name, open: () => openFile(path) })),
    model,
    selection,
    settings: settingsOf(options),
    device: options.device,
    workers: options.workers,
    turns: options.turns,
    maps: products.heat !== undefined || products.map !== undefined,
    labels: products.labels !== undefined,
    signal: io.signal,
  };
  const own = options.pixelSize;
  const given: PixelSize | undefined = own === undefined ? undefined : { x: own, y: own, source: 'user' };
  const pixelSize = async ({ path }: { readonly path: string }) => given ?? statedPixelSize(path);
  const sinks = { pictures, files, overlays, products: Object.values(products), pixelSize, io };
  const done = await runCount(count(request), sinks).finally(() =>
    Promise.all([overlays.allDrawn(), finishProducts(products)]),
  );
  const rows = inOrder(pictures, done.rows);
  await files.finish(rows);
  const drawn = await overlays.allDrawn();
  const exported =
    options.export === undefined
      ? []
      : await writeExports(options.export, await countedSets(rows, products.labels?.files), out);

  if (options.json) {
    io.stdout.write(
      countJson({
        model: model.name,
        device: options.device,
        turns: options.turns,
        rows,
        files,
        overlays: drawn,
        products: filesOf(products),
        interrupted: done.interrupted,
      }),
    );
  } else {
    io.stdout.write(countTable(rows, io));
    if (rows.every((row) => densityOf(row) === undefined)) notice(io, 'info', NO_DENSITY);
    const made = [
      ...['counts.csv', 'points.csv'],
      ...(drawn.size > 0 ? ['overlays/'] : []),
      ...foldersOf(products),
      ...exported,
    ];
    notice(io, 'info', `results in ${options.out}: ${made.join(', ')}`);
  }
  if (done.interrupted) {
    notice(
      io,
      'warning',
      `interrupted after ${rows.length} of ${pictures.length} pictures; what was done is kept`,
    );
    return EXIT.interrupted;
  }
  return rows.some((row) => 'reason' in row) ? EXIT.someFailed : EXIT.ok;
}

function requireOutlines({ name, target }: UsableModel, { labels = false }: CountOptions): void {
  if (!labels || target.name === 'mask') return;
  throw new UsageError(
    `--labels needs a model that outlines cells, and ${name} predicts a ${target.name} map: take one that was trained ` +
      'with --target mask, or --maps for the map itself',
  );
}

/** Most pictures state no pixel size, and a density without one would be invented. */
const NO_DENSITY = 'cells/mm² unknown: no picture states the size of its pixels (--pixel-size gives it)';

const noPositions = ({ name }: UsableModel, { heat = false }: CountOptions): string =>
  `${name} gives a number and no positions${heat ? '' : ': --heat shows where in a picture it comes from'}`;

function selectionOf({ channel, z, time, page }: CountOptions): Selection {
  if (channel?.length === 0)
    throw new UsageError('--channel names no channel: give numbers from 0, divided by commas');
  return {
    ...(channel === undefined ? {} : { channels: channel }),
    ...(z === undefined ? {} : { z }),
    ...(time === undefined ? {} : { t: time }),
    ...(page === undefined ? {} : { page }),
  };
}

function settingsOf({
  threshold,
  relativeThreshold,
  peakRadius,
}: CountOptions): NonNullable<CountRequest['settings']> {
  return {
    ...(threshold === undefined ? {} : { absoluteThreshold: threshold }),
    ...(relativeThreshold === undefined ? {} : { relativeThreshold }),
    ...(peakRadius === undefined ? {} : { peakRadius }),
  };
}
