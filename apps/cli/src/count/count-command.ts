import { join, resolve } from 'node:path';
import { type CountRequest, count, type DeviceName } from '@celltally/counting';
import type { Selection } from '@celltally/imaging';
import { openFile } from '@celltally/imaging/node';
import { UsageError } from '../errors.js';
import { EXIT, type ExitCode, type Io } from '../io.js';
import { takeModel } from '../models/take-model.js';
import { notice } from '../notice.js';
import { findPictures } from '../pictures/find-pictures.js';
import { describeLeftOut } from '../pictures/left-out.js';
import { openCountFiles } from './count-files.js';
import { countJson } from './count-json.js';
import { inOrder } from './count-row.js';
import { countTable } from './count-table.js';
import { openOverlays } from './overlays.js';
import { runCount } from './run-count.js';

export interface CountOptions {
  readonly model?: string;
  readonly out: string;
  readonly json?: boolean;
  readonly device: DeviceName;
  readonly workers: number;
  readonly channel?: readonly number[];
  readonly z?: number | 'max';
  readonly time?: number;
  readonly page?: number;
  readonly overlays: boolean;
  readonly threshold?: number;
  readonly relativeThreshold?: number;
  readonly peakRadius?: number;
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
  const model = await takeModel(options.model, pictures, selection, io);

  const files = await openCountFiles(out, model.name);
  const overlays = await openOverlays(
    options.overlays ? join(out, 'overlays') : undefined,
    pictures,
    selection,
    io,
  );
  const request: CountRequest = {
    files: pictures.map(({ name, path }) => ({ name, open: () => openFile(path) })),
    model,
    selection,
    settings: settingsOf(options),
    device: options.device,
    workers: options.workers,
    signal: io.signal,
  };
  const done = await runCount(count(request), { pictures, files, overlays, io }).finally(overlays.allDrawn);
  const rows = inOrder(pictures, done.rows);
  await files.finish(rows);
  const drawn = await overlays.allDrawn();

  if (options.json) {
    const { name } = model;
    const { interrupted } = done;
    io.stdout.write(
      countJson({ model: name, device: options.device, rows, files, overlays: drawn, interrupted }),
    );
  } else {
    io.stdout.write(countTable(rows, io));
    notice(
      io,
      'info',
      `results in ${options.out}: counts.csv, points.csv${drawn.size > 0 ? ', overlays/' : ''}`,
    );
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
