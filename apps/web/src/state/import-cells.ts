import { words } from '../words.js';
import type { ImportedCells } from '../work/exchange.js';
import type { App } from './app.js';
import type { Change } from './commands.js';
import { cellsChange, currentKind, fieldsChange } from './edit.js';
import { isNear, within } from './geometry.js';
import { arePlanes, type PlaneMarks, pairPlanes, planesOfFile } from './label-planes.js';
import { labelledPictures } from './labelled-picture.js';
import type { NamedFile } from './named-file.js';
import type { Cell, CellClass, Picture } from './project.js';

const TABLES_AND_TEXTS = /\.(csv|tsv|txt|json|geojson|roi|xml|gz)$/i;
/** What a model package holds. */
const DESCRIPTIONS = ['rdf.yaml', 'bioimageio.yaml', 'model.yaml'];
/** As much of the end of a zip file as its list of files takes, for any but huge ones. */
const TAIL = 1 << 16;

/** Whether a file holds marked cells, by its name; a zip file that is no model package does. */
export async function isCellFile(file: File): Promise<boolean> {
  if (TABLES_AND_TEXTS.test(file.name)) return true;
  if (!/\.zip$/i.test(file.name)) return false;
  const tail = await file.slice(Math.max(0, file.size - TAIL)).text();
  return !DESCRIPTIONS.some((name) => tail.includes(name));
}

/** Cells that a file has of one picture. */
interface Arrived {
  readonly set: ImportedCells;
  /** The picture that they are of, where that is known already. */
  readonly into?: Picture | undefined;
}

/**
 * Takes the cells of a file as those of the pictures that it names, or of the picture that is shown where it names none that
 * is open. They take the place of what was marked there.
 */
export async function importCells(app: App, file: File): Promise<void> {
  const sets = await app.workers.pictures('import', { name: file.name, blob: file });
  if (!arePlanes(sets)) {
    takeCells(
      app,
      file.name,
      sets.map((set) => ({ set })),
    );
    return;
  }
  const pictures = app.pictures.value;
  const named = labelledPictures(file.name, pictures);
  const shown = shownPicture(app);
  const into = named.length > 0 ? named : pictures.filter((each) => each.file === shown?.file);
  const marks = planesInto(app, file.name, sets, into);
  if (marks.length > 0) takeCells(app, file.name, marks);
}

const shownPicture = (app: App): Picture | undefined =>
  app.pictures.value.find(({ id }) => id === app.route.current.value.picture);

/** The planes of a file of labels, each with the picture that it marks; says so where they do not fit together. */
function planesInto(
  app: App,
  file: string,
  sets: readonly ImportedCells[],
  into: readonly Picture[],
): readonly PlaneMarks<Picture>[] {
  const marks = pairPlanes(sets, into);
  const [first] = into;
  if (marks === undefined) {
    app.notices.error(
      first === undefined
        ? words.problems.noSuchPicture(file, [])
        : words.problems.otherPlanes(file, sets.length, first.name, planesOfFile(first)),
    );
  }
  return marks ?? [];
}

/**
 * Takes label images and masks as the cells of pictures, all in one step: each label is a cell, with its pixels. Gives the files
 * that are none, whatever they are called.
 */
export async function importLabels(
  app: App,
  files: readonly (NamedFile & { readonly into: readonly Picture[] })[],
): Promise<NamedFile[]> {
  const arrived: Arrived[] = [];
  const others: NamedFile[] = [];
  for (const [index, { path, file, into }] of files.entries()) {
    app.opening.value = words.open.progress(index + 1, files.length, path);
    try {
      const sets = await app.workers.pictures('import', { name: file.name, blob: file });
      arrived.push(...planesInto(app, path, sets, into));
    } catch {
      // Opening it says what is wrong with a file that is damaged.
      others.push({ path, file });
    }
  }
  const [only] = files;
  if (arrived.length > 0)
    takeCells(app, files.length === 1 && only !== undefined ? only.path : words.open.labelFiles, arrived);
  return others;
}

function takeCells(app: App, file: string, arrived: readonly Arrived[]): void {
  const sets = arrived.map(({ set }) => set);
  const shown = shownPicture(app);
  const changes: Change[] = [];
  const classes = classesWith(app, sets);
  let next = app.project.next + sets.length + classes.length;
  let total = 0;
  let numbers = 0;
  let outside = 0;
  const missing: string[] = [];
  const marked = new Map<string, readonly Cell[]>();
  for (const { set, into } of arrived) {
    const picture = into ?? pictureOf(app.pictures.value, set) ?? (sets.length === 1 ? shown : undefined);
    if (picture === undefined) {
      missing.push(set.image);
      continue;
    }
    if (set.count !== undefined) {
      numbers++;
      changes.push(fieldsChange(picture, { knownCount: set.count }));
      continue;
    }
    const { width, height } = picture.facts;
    const { size } = set;
    if (size !== undefined && (size.width !== width || size.height !== height)) {
      app.notices.error(words.problems.otherSize(set.image, size, picture.name, picture.facts));
      continue;
    }
    const fallback = currentKind(app);
    const near = set.cells.filter((cell) => isNear(cell, picture.facts));
    outside += set.cells.length - near.length;
    const after: Cell[] = near.map(({ x, y, class: name, outline }) => ({
      id: next++,
      x: within(x, width),
      y: within(y, height),
      kind: classes.find((each) => each.name === name)?.id ?? fallback,
      ...(outline === undefined ? {} : { outline }),
    }));
    total += after.length;
    changes.push(cellsChange(picture, marked.get(picture.id) ?? [...picture.cells.values()], after));
    marked.set(picture.id, after);
  }
  if (missing.length > 0 || sets.length === 0) app.notices.error(words.problems.noSuchPicture(file, missing));
  if (changes.length === 0) return;
  const change: Change = { type: 'classes', before: app.project.classes, after: classes };
  app.history.do({
    name: 'import',
    changes: classes.length > app.project.classes.length ? [change, ...changes] : changes,
  });
  const read = marked.size;
  if (read > 0) app.notices.info(words.imported(total, read));
  if (outside > 0) app.notices.error(words.problems.outside(file, outside));
  if (numbers > 0) app.notices.info(words.importedCounts(numbers));
}

/** The picture that cells are of, by the name that their file gives it, or by that of their label image. */
function pictureOf(pictures: readonly Picture[], { image, plane }: ImportedCells): Picture | undefined {
  const named = pictureNamed(pictures, image);
  if (named !== undefined || plane === undefined) return named;
  const labelled = labelledPictures(`${image}.png`, pictures);
  return labelled.length === 1 ? labelled[0] : undefined;
}

/** Colours for classes that come without one. */
const COLOURS: readonly CellClass['colour'][] = [
  [230, 159, 0],
  [86, 180, 233],
  [0, 158, 115],
  [213, 94, 0],
  [204, 121, 167],
];

/** The classes of the project, and after them those that only the file knows. */
function classesWith(app: App, sets: readonly ImportedCells[]): readonly CellClass[] {
  const classes = [...app.project.classes];
  const listed = sets.flatMap((set) => [
    ...set.classes,
    ...set.cells.flatMap(({ class: name }) => (name === undefined ? [] : [{ name, colour: undefined }])),
  ]);
  const known = new Set(classes.map(({ name }) => name));
  for (const { name, colour } of listed) {
    if (known.has(name)) continue;
    known.add(name);
    const id = app.project.next + classes.length;
    classes.push({ id, name, colour: colour ?? COLOURS[classes.length % COLOURS.length]! });
  }
  return classes;
}

const stem = (name: string): string => name.replace(/\.[a-z0-9]+$/i, '').toLowerCase();
const base = (name: string): string => name.slice(name.lastIndexOf('/') + 1);

/** The picture of a name, with or without its folder and its extension. */
export function pictureNamed<P extends Pick<Picture, 'name'>>(
  pictures: readonly P[],
  name: string,
): P | undefined {
  return (
    pictures.find((each) => each.name === name) ??
    pictures.find((each) => base(each.name) === base(name)) ??
    pictures.find((each) => stem(base(each.name)) === stem(base(name)))
  );
}
