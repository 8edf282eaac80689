import type { TaskEvent } from '@celltally/counting';
import type { PixelSize } from '@celltally/imaging';
import type { Io } from '../io.js';
import { noticeLine } from '../notice.js';
import type { InputPicture } from '../pictures/find-pictures.js';
import { formatCount } from '../render/numbers.js';
import { startProgress } from '../render/progress.js';
import type { CountFiles } from './count-files.js';
import type { CountRow } from './count-row.js';
import type { Overlays } from './overlays.js';
import type { Product } from './product.js';

interface CountSinks {
  readonly pictures: readonly InputPicture[];
  readonly files: CountFiles;
  readonly overlays: Overlays;
  readonly products: readonly Product[];
  /** Of a picture that was counted, where it is known. */
  readonly pixelSize: (picture: InputPicture) => Promise<PixelSize | undefined>;
  readonly io: Io;
}

/**
 * Follows the events of a count: a row of the tables, an overlay and other products for each picture as it comes, progress
 * meanwhile.
 * An interruption ends it with what was done; other errors pass through.
 */
export async function runCount(
  events: AsyncIterable<TaskEvent>,
  { pictures, files, overlays, products, pixelSize, io }: CountSinks,
): Promise<{ readonly rows: readonly CountRow[]; readonly interrupted: boolean }> {
  const byName = new Map(pictures.map((picture) => [picture.name, picture]));
  const rows: CountRow[] = [];
  let total = 0;
  const progress = startProgress({
    label: 'counting',
    unit: 'pictures',
    total: pictures.length,
    stream: io.stderr,
    environment: io.env,
  });
  /** Of each picture in flight, the share that is done. */
  const parts = new Map<string, number>();
  const update = (suffix?: string): void => {
    progress.update(rows.length + [...parts.values()].reduce((sum, part) => sum + part, 0), suffix);
  };
  const add = async (row: CountRow): Promise<void> => {
    rows.push(row);
    parts.delete(row.picture.name);
    await files.add(row);
    update(`${formatCount(Math.round(total))} cells`);
  };
  try {
    for await (const event of events) {
      for (const product of products) await product.take(event);
      if (event.type === 'notice') progress.log(noticeLine(io, event.level, event.message));
      else if (event.type === 'tiles') {
        parts.set(event.image, event.done / event.total);
        update();
      } else if (event.type === 'counted') {
        const picture = byName.get(event.result.image) as InputPicture;
        total += event.result.count;
        const size = await pixelSize(picture);
        await add({ picture, result: event.result, ...(size === undefined ? {} : { pixelSize: size }) });
        overlays.add(event.result);
      } else if (event.type === 'failed') {
        progress.log(noticeLine(io, 'warning', event.reason));
        await add({ picture: byName.get(event.image) as InputPicture, reason: event.reason });
      }
    }
    return { rows, interrupted: false };
  } catch (error) {
    if (io.signal.aborted) return { rows, interrupted: true };
    throw error;
  } finally {
    progress.finish('clear');
  }
}
