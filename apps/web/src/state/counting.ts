import { words } from '../words.js';
import type { CountOutcome, EngineDevice, PictureToCount, ReducedMap } from '../work/engine-methods.js';
import { shiftOutline } from '../work/outline.js';
import { type App, reasonOf, wasStopped } from './app.js';
import type { Change } from './commands.js';
import { cellsChange, currentKind, fieldsChange } from './edit.js';
import { boundsOf, isInside } from './geometry.js';
import { type Model, modelFile } from './models.js';
import { type Cell, type DrawnRegion, type Picture, planeOf } from './project.js';

/** The model that would count a picture: the chosen one, else one that suits it. */
export function modelFor(app: App, picture: Picture | undefined): Model | undefined {
  const chosen = app.models.find(app.settings.current.value.model);
  return chosen ?? app.models.suits(picture?.facts);
}

/** Counts pictures, one after the other; each with its own model where none is chosen. */
export async function countPictures(app: App, pictures: readonly Picture[]): Promise<void> {
  await inTurn(app, pictures, async (picture, signal) => countOne(app, picture, undefined, signal));
}

/** Counts only a region of a picture; cells elsewhere stay as they are. */
export async function countRegion(app: App, picture: Picture, region: DrawnRegion): Promise<void> {
  await inTurn(app, [picture], async (each, signal) => countOne(app, each, region, signal));
}

async function inTurn(
  app: App,
  pictures: readonly Picture[],
  run: (picture: Picture, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  if (app.counting.value !== undefined || pictures.length === 0) return;
  const ending = new AbortController();
  const stop = (): void => ending.abort(new DOMException('stopped', 'AbortError'));
  try {
    for (const [done, picture] of pictures.entries()) {
      app.counting.value = { total: pictures.length, done, picture: picture.id, share: 0, stop };
      await run(picture, ending.signal);
    }
  } catch (error) {
    if (wasStopped(error)) app.notices.info(words.count.stopped);
    else app.notices.error(words.problems.notCounted(reasonOf(error)));
  } finally {
    app.counting.value = undefined;
  }
}

async function countOne(
  app: App,
  picture: Picture,
  region: DrawnRegion | undefined,
  signal: AbortSignal,
): Promise<void> {
  const model = modelFor(app, picture);
  const asked = pictureToCount(app, picture);
  if (model === undefined || asked === undefined) {
    app.notices.error(words.problems.fileLost(picture.name));
    return;
  }
  const bounds = region && boundsOf(region.polygon, picture.facts);
  const fit = app.settings.current.value.fit && model.facts.fits === true;
  const [file, device] = await Promise.all([modelFile(model), chosenDevice(app)]);
  signal.throwIfAborted();
  await app.workers.engine(
    'count',
    {
      model: file,
      pictures: [bounds === undefined ? asked : { ...asked, region: bounds }],
      device,
      fit,
    },
    {
      signal,
      onEvent: (event) => {
        if (event.type === 'tiles') {
          const running = app.counting.value;
          if (running !== undefined) app.counting.value = { ...running, share: event.done / event.total };
        } else if (event.type === 'failed') {
          app.notices.error(words.problems.notCounted(event.reason));
        } else if (event.type === 'fellBack') app.notices.info(words.count.fellBack(event.reason));
        else if (region === undefined) takeCount(app, picture, { model, fit }, event.outcome);
        else takeRegion(app, picture, region, bounds ?? { x: 0, y: 0 }, event.outcome);
      },
    },
  );
}

/** A picture for the engine's worker; nothing where its file was lost. */
export function pictureToCount(app: App, picture: Picture): PictureToCount | undefined {
  const blob = app.files.get(picture.file);
  if (blob === undefined) return undefined;
  const { channel } = picture.fields;
  return {
    id: picture.id,
    name: picture.name,
    blob,
    plane: planeOf(picture),
    ...(channel === undefined ? {} : { channels: [channel] }),
  };
}

let graphics: Promise<boolean> | undefined;

/** Where networks run: as chosen, else on the graphics card where there is one. */
export async function chosenDevice(app: App): Promise<EngineDevice> {
  const { device } = app.settings.current.value;
  if (device !== 'auto') return device;
  graphics ??= app.workers.engine('hasGraphics', undefined).catch(() => false);
  return (await graphics) ? 'webgpu' : 'wasm';
}

/** The model's cells take the place of what models have found before; those that a person has placed stay. */
function takeCount(
  app: App,
  picture: Picture,
  { model, fit }: { readonly model: Model; readonly fit: boolean },
  outcome: CountOutcome,
): void {
  const { count, countsFound, target, threshold, floor, seconds, device, map } = outcome;
  const chosen = app.models.find(app.settings.current.value.model) !== undefined;
  const warnings = [...(chosen ? [] : picture.facts.choice.warnings), ...outcome.warnings];
  const before = [...picture.cells.values()].filter(({ score }) => score !== undefined);
  const after = cellsOfSpots(app, outcome, { x: 0, y: 0 });
  const counted = {
    model: model.id,
    modelName: model.facts.name,
    target,
    count,
    ...(countsFound && { countsFound }),
    threshold,
    floor,
    seconds,
    device,
    ...(fit && { fit }),
    warnings,
  };
  const changes: Change[] = [
    cellsChange(picture, before, after),
    fieldsChange(picture, { counted, threshold }),
  ];
  app.history.do({ name: 'count', changes });
  if (map !== undefined) keepMap(app, picture.id, map);
}

function takeRegion(
  app: App,
  picture: Picture,
  { polygon }: DrawnRegion,
  corner: { readonly x: number; readonly y: number },
  outcome: CountOutcome,
): void {
  const before = [...picture.cells.values()].filter(
    (cell) => cell.score !== undefined && isInside(cell, polygon),
  );
  const after = cellsOfSpots(app, outcome, corner).filter((cell) => isInside(cell, polygon));
  const changes: Change[] = [cellsChange(picture, before, after)];
  // The region's threshold is that of the picture: one slider shows and hides the cells of both.
  if (picture.fields.counted === undefined)
    changes.push(fieldsChange(picture, { threshold: outcome.threshold }));
  app.history.do({ name: 'count', changes });
}

function cellsOfSpots(
  app: App,
  { spots, outlines = [] }: Pick<CountOutcome, 'spots' | 'outlines'>,
  { x, y }: { readonly x: number; readonly y: number },
): Cell[] {
  const [first, kind] = [app.project.next, currentKind(app)];
  return Array.from({ length: spots.length / 3 }, (_, i) => {
    const outline = outlines[i];
    return {
      id: first + i,
      x: spots[3 * i]! + x,
      y: spots[3 * i + 1]! + y,
      kind,
      score: spots[3 * i + 2]!,
      ...(outline === undefined ? {} : { outline: shiftOutline(outline, x, y) }),
    };
  });
}

function keepMap(app: App, id: string, map: ReducedMap): void {
  app.maps.value = new Map(app.maps.value).set(id, map);
  // A map can be made again by counting again.
  app.keeper.addMap(id, map).catch(() => {});
}

/** Fetches the map of an earlier visit. */
export async function loadMap(app: App, id: string): Promise<void> {
  if (app.maps.value.has(id)) return;
  const map = await app.keeper.map(id).catch(() => undefined);
  if (map !== undefined && !app.maps.value.has(id)) app.maps.value = new Map(app.maps.value).set(id, map);
}

/** Shows the cells from another score on. Of a mask, its map is read again, since objects part and join. */
export async function setThreshold(app: App, picture: Picture, threshold: number): Promise<void> {
  const { counted } = picture.fields;
  const fields = fieldsChange(picture, { threshold });
  if (counted?.target !== 'mask') {
    app.history.do({ name: 'threshold', changes: [fields] });
    return;
  }
  const again = await app.workers.engine('decodeAgain', { id: picture.id, threshold });
  if (again === undefined) {
    app.notices.info(words.count.countAgain);
    return;
  }
  const before = [...picture.cells.values()].filter(({ score }) => score !== undefined);
  // Objects' scores are means over them, never below the threshold that outlined them.
  const after = cellsOfSpots(app, again, { x: 0, y: 0 });
  const record = fieldsChange(picture, { counted: { ...counted, count: again.count }, threshold });
  app.history.do({ name: 'threshold', changes: [cellsChange(picture, before, after), record] });
}
