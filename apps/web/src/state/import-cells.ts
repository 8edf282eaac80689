import { words } from '../words.js';
import type { ImportedCells } from '../work/exchange.js';
import type { App } from './app.js';
import type { Change } from './commands.js';
import { cellsChange, currentKind, fieldsChange } from './edit.js';
import { isNear, within } from './geometry.js';
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

/**
 * Takes the cells of a file as those of the pictures that it names, or of the picture that is shown where it names none that
 * is open. They take the place of what was marked there.
 */
export async function importCells(app: App, file: File): Promise<void> {
  const sets = await app.workers.pictures('import', { name: file.name, blob: file });
  const shown = app.pictures.value.find(({ id }) => id === app.route.current.value.picture);
  const changes: Change[] = [];
  const classes = classesWith(app, sets);
  let next = app.project.next + sets.length + classes.length;
  let total = 0;
  let numbers = 0;
  let outside = 0;
  const missing: string[] = [];
  for (const set of sets) {
    const picture = pictureNamed(app.pictures.value, set.image) ?? (sets.length === 1 ? shown : undefined);
    if (picture === undefined) {
      missing.push(set.image);
      continue;
    }
    if (set.count !== undefined) {
      numbers++;
      changes.push(fieldsChange(picture, { knownCount: set.count }));
      continue;
    }
    const fallback = currentKind(app);
    const near = set.cells.filter((cell) => isNear(cell, picture.facts));
    outside += set.cells.length - near.length;
    const after: Cell[] = near.map(({ x, y, class: name }) => ({
      id: next++,
      x: within(x, picture.facts.width),
      y: within(y, picture.facts.height),
      kind: classes.find((each) => each.name === name)?.id ?? fallback,
    }));
    total += after.length;
    changes.push(cellsChange(picture, [...picture.cells.values()], after));
  }
  if (changes.length === 0) {
    app.notices.error(words.problems.noSuchPicture(file.name, missing));
    return;
  }
  const change: Change = { type: 'classes', before: app.project.classes, after: classes };
  app.history.do({
    name: 'import',
    changes: classes.length > app.project.classes.length ? [change, ...changes] : changes,
  });
  const read = changes.length - numbers;
  if (read > 0) app.notices.info(words.imported(total, read));
  if (outside > 0) app.notices.error(words.problems.outside(file.name, outside));
  if (numbers > 0) app.notices.info(words.importedCounts(numbers));
  if (missing.length > 0) app.notices.error(words.problems.noSuchPicture(file.name, missing));
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
