import { words } from '../words.js';
import type { ExportKind, PictureToExport } from '../work/exchange.js';
import { type App, reasonOf } from './app.js';
import { readyFile } from './open-files.js';
import { type Picture, planeOf, shownCells } from './project.js';
import { resultRows } from './result-rows.js';

/** Makes files of what was found and marked, and saves them. */
export async function exportPictures(
  app: App,
  pictures: readonly Picture[],
  kinds: readonly ExportKind[],
): Promise<boolean> {
  try {
    if (kinds.includes('overlay')) {
      for (const { file, name } of pictures) await readyFile(app, file, name);
    }
    const saved = await app.workers.pictures('export', {
      kinds,
      pictures: pictures.map((picture) => toExport(app, picture)),
      classes: app.project.classes.map(({ name, colour }) => ({ name, colour })),
      counts: resultRows(app, pictures),
    });
    saveFile(saved.name, saved.bytes);
    app.exported.value = app.history.undoable.value;
    await app.keeper.setValue('exported', app.history.cursor.value).catch(() => {});
    return true;
  } catch (error) {
    app.notices.error(words.problems.notExported(reasonOf(error)));
    return false;
  }
}

/** A picture with the cells that count, for the worker that makes files. */
export function toExport(app: App, picture: Picture): PictureToExport {
  const names = new Map(app.project.classes.map(({ id, name }) => [id, name]));
  const first = app.project.classes[0]?.name ?? '';
  return {
    name: picture.name,
    file: picture.file,
    plane: planeOf(picture),
    width: picture.facts.width,
    height: picture.facts.height,
    cells: shownCells(picture).map(({ x, y, kind, score, outline }) => ({
      x,
      y,
      class: names.get(kind) ?? first,
      ...(score === undefined ? {} : { score }),
      ...(outline === undefined ? {} : { outline }),
    })),
  };
}

/** Gives a file to the browser's downloads. */
export function saveFile(name: string, content: Uint8Array | Blob): void {
  const blob = content instanceof Blob ? content : new Blob([content as Uint8Array<ArrayBuffer>]);
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
