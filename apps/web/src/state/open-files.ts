import { words } from '../words.js';
import type { PictureFacts, PlaneChoice } from '../work/picture-methods.js';
import { type App, pictureOf, reasonOf } from './app.js';
import { importCells, importLabels, isCellFile } from './import-cells.js';
import type { KeptPicture } from './keeper.js';
import { isNamedAsLabels, labelledPictures } from './labelled-picture.js';
import type { NamedFile } from './named-file.js';
import type { Picture } from './project.js';

/** Names that are pictures; what a file is in truth is told by its first bytes. */
const PICTURES = /\.(png|jpe?g|tiff?|bmp)$/i;
/** Files that systems put into folders, and that nobody means. */
const CLUTTER = /(^|\/)(\.|Thumbs\.db$|desktop\.ini$|__MACOSX)/i;
/** Side of a small picture, in pixels. */
const SMALL = 256;
/** Planes of one file that become pictures of their own. */
const MOST_PLANES = 500;

/**
 * Opens what was dropped or chosen: pictures, model packages, and marked cells of pictures that are open, label images of them
 * among these. What cannot be read is named, and does not stop the others. Gives the pictures that were opened.
 */
export async function openFiles(app: App, files: readonly NamedFile[]): Promise<string[]> {
  const wanted = files.filter(({ path }) => !CLUTTER.test(path));
  const pictures = wanted.filter(({ path }) => PICTURES.test(path));
  const others = wanted.filter((each) => !pictures.includes(each));
  // The pictures first: which of the others are their labels is told by their names.
  const opened = await openPictures(
    app,
    pictures.filter(({ path }) => !isNamedAsLabels(path)),
  );
  const labels: (NamedFile & { readonly into: readonly Picture[] })[] = [];
  const unlabelled: NamedFile[] = [];
  for (const each of pictures.filter(({ path }) => isNamedAsLabels(path))) {
    const into = labelledPictures(each.path, app.pictures.value);
    if (into.length === 0) unlabelled.push(each);
    else labels.push({ ...each, into });
  }
  unlabelled.push(...(await importLabels(app, labels)));
  opened.push(...(await openPictures(app, unlabelled)));
  for (const { path, file } of others) {
    app.opening.value = words.open.progress(1, 1, path);
    try {
      if (/\.zip$/i.test(path) && !(await isCellFile(file))) await addModel(app, file);
      else if (await isCellFile(file)) await importCells(app, file);
      else app.notices.error(words.problems.unknownFile(path));
    } catch (error) {
      app.notices.error(words.problems.notOpened(path, reasonOf(error)));
    }
  }
  app.opening.value = undefined;
  return opened;
}

async function openPictures(app: App, files: readonly NamedFile[]): Promise<string[]> {
  const opened: string[] = [];
  for (const [index, { path, file }] of files.entries()) {
    app.opening.value = words.open.progress(index + 1, files.length, path);
    try {
      opened.push(...(await openPicture(app, path, file)));
    } catch (error) {
      app.notices.error(words.problems.notOpened(path, reasonOf(error)));
    }
  }
  return opened;
}

/** Reads marked cells, of label images too, of the pictures that the files name, or else of the one that is shown. */
export async function readCells(app: App, files: readonly NamedFile[]): Promise<void> {
  for (const [index, { path, file }] of files.entries()) {
    app.opening.value = words.open.progress(index + 1, files.length, path);
    try {
      await importCells(app, file);
    } catch (error) {
      app.notices.error(words.problems.notRead(path, reasonOf(error)));
    }
  }
  app.opening.value = undefined;
}

async function addModel(app: App, file: File): Promise<void> {
  const model = await app.models.add(file, 'dropped');
  app.settings.change({ model: model.id });
  app.notices.info(words.models.added(model.facts.name));
}

async function openPicture(app: App, name: string, blob: File): Promise<string[]> {
  const again = fileAlreadyThere(app, name, blob);
  if (again !== undefined) {
    app.files.set(again.file, blob);
    app.ready.delete(again.file);
    if (again.lost) await app.keeper.addFile(again.file, blob).catch(() => {});
    app.opened.value++;
    if (!again.lost) app.notices.info(words.open.already(name));
    return again.pictures;
  }
  const file = crypto.randomUUID();
  const opening = app.workers.pictures('open', { file, name, blob });
  const facts = await opening;
  app.ready.set(file, opening);
  app.files.set(file, blob);
  await app.keeper.addFile(file, blob).catch((error: unknown) => {
    app.notices.error(words.problems.fileNotKept(name, reasonOf(error)));
  });
  const ids: string[] = [];
  const order = app.project.pictures.size;
  for (const [index, { plane, label }] of planesOf(facts).entries()) {
    const id = crypto.randomUUID();
    const picture: KeptPicture = { id, file, name: `${name}${label}`, plane, facts, order: order + index };
    app.project.pictures.set(id, pictureOf(picture));
    app.opened.value++;
    ids.push(id);
    await app.keeper.addPicture(picture).catch(() => {});
    const thumbnail = await makeThumbnail(app, picture);
    if (thumbnail !== undefined) await app.keeper.addPicture({ ...picture, thumbnail }).catch(() => {});
  }
  return ids;
}

async function makeThumbnail(app: App, { id, file, plane, name }: KeptPicture): Promise<Blob | undefined> {
  try {
    const png = await app.workers.pictures('thumbnail', { file, plane, side: SMALL });
    const blob = new Blob([png as Uint8Array<ArrayBuffer>], { type: 'image/png' });
    app.thumbnails.value = new Map(app.thumbnails.value).set(id, URL.createObjectURL(blob));
    return blob;
  } catch (error) {
    app.notices.error(words.problems.notOpened(name, reasonOf(error)));
    return undefined;
  }
}

/** Pages and time points are pictures of their own; focal planes are one picture's choice. */
export function planesOf({ pages, times }: Pick<PictureFacts, 'pages' | 'times'>): readonly {
  readonly plane: PlaneChoice;
  readonly label: string;
}[] {
  if (pages > 1) {
    return range(Math.min(pages, MOST_PLANES)).map((page) => ({
      plane: { page },
      label: words.open.page(page + 1),
    }));
  }
  if (times > 1) {
    return range(Math.min(times, MOST_PLANES)).map((t) => ({ plane: { t }, label: words.open.time(t + 1) }));
  }
  return [{ plane: {}, label: '' }];
}

const range = (length: number): number[] => Array.from({ length }, (_, i) => i);

/** A file of the same name and size is the same file: it may be one that the browser did not keep. */
function fileAlreadyThere(
  app: App,
  name: string,
  blob: Blob,
): { readonly file: string; readonly pictures: string[]; readonly lost: boolean } | undefined {
  const same = app.pictures.value.filter(
    (picture) => picture.name === name || picture.name.startsWith(`${name} · `),
  );
  const first = same[0];
  if (first === undefined) return undefined;
  const former = app.files.get(first.file);
  if (former !== undefined && former.size !== blob.size) return undefined;
  return { file: first.file, pictures: same.map(({ id }) => id), lost: former === undefined };
}

/** Makes sure that the worker has the file of a picture, also after a reload. @throws where the file was not kept */
export function readyFile(app: App, file: string, name: string): Promise<unknown> {
  const known = app.ready.get(file);
  if (known !== undefined) return known;
  const blob = app.files.get(file);
  if (blob === undefined) return Promise.reject(new Error(words.problems.fileLost(name)));
  const opening = app.workers.pictures('open', { file, name, blob });
  app.ready.set(file, opening);
  opening.catch(() => app.ready.delete(file));
  return opening;
}
