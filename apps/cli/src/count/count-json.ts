import type { CountFiles } from './count-files.js';
import { type CountRow, densityOf, totalOf } from './count-row.js';
import type { DrawnOverlay } from './overlays.js';

/** What the object of `celltally count --json` is made of. */
export interface CountReport {
  readonly model: string;
  readonly device: string;
  /** Ways in which the network was shown each picture. */
  readonly turns: number;
  readonly rows: readonly CountRow[];
  readonly files: Pick<CountFiles, 'counts' | 'points'>;
  /** Overlay by picture name; absent where none was drawn. */
  readonly overlays: ReadonlyMap<string, DrawnOverlay>;
  /** Other files by what they are (`heat`, `map`, `labels`) and by picture name. */
  readonly products: Readonly<Record<string, ReadonlyMap<string, string>>>;
  /** Whether the count was ended before all pictures were reached. */
  readonly interrupted: boolean;
}

/** One JSON object; counts in cells, sizes in pixels, paths absolute. */
export function countJson({
  model,
  device,
  turns,
  rows,
  files,
  overlays,
  products,
  interrupted,
}: CountReport): string {
  const images = rows.flatMap((row) => {
    if ('reason' in row) return [];
    const { name, path } = row.picture;
    const { width, height, count, points, seconds } = row.result;
    const overlay = overlays.get(name);
    return {
      image: name,
      path,
      count,
      points: points.length,
      width,
      height,
      seconds,
      ...(row.pixelSize === undefined ? {} : { pixelSize: row.pixelSize, cellsPerMm2: densityOf(row) }),
      ...(overlay === undefined ? {} : { overlay: overlay.file }),
      ...(overlay === undefined || overlay.reduction === 1 ? {} : { overlayReduction: overlay.reduction }),
      ...Object.fromEntries(
        Object.entries(products).flatMap(([what, made]) => {
          const file = made.get(name);
          return file === undefined ? [] : [[what, file]];
        }),
      ),
    };
  });
  const failed = rows.flatMap((row) =>
    'reason' in row ? [{ image: row.picture.name, path: row.picture.path, error: row.reason }] : [],
  );
  const object = {
    model,
    device,
    turns,
    total: totalOf(rows),
    images,
    failed,
    interrupted,
    files: { counts: files.counts, points: files.points },
  };
  return `${JSON.stringify(object, null, 2)}\n`;
}
