import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { words } from '../words.js';
import type { ReducedMap } from '../work/engine-methods.js';
import { startWorkers, type Workers } from '../work/workers.js';
import type { Command } from './commands.js';
import { createHistory, type History } from './history.js';
import { type Keeper, type KeptPicture, openKeeper } from './keeper.js';
import { type Models, openModels } from './models.js';
import { createNotices, type Notices } from './notices.js';
import { type CellClass, emptyProject, NEW_FIELDS, type Picture, type Project } from './project.js';
import { createRoute, type RouteStore } from './route.js';
import { createSettings, type SettingsStore } from './settings.js';
import type { TrainingState } from './training-state.js';
import { takeUnfinished } from './unfinished-training.js';

/** A count that is running. */
export interface RunningCount {
  readonly total: number;
  readonly done: number;
  /** The picture in work, and the share of it that is done. */
  readonly picture: string;
  readonly share: number;
  stop(): void;
}

/** All that the views share. */
export interface App {
  readonly project: Project;
  readonly history: History;
  readonly keeper: Keeper;
  readonly workers: Workers;
  readonly models: Models;
  readonly notices: Notices;
  readonly settings: SettingsStore;
  readonly route: RouteStore;
  /** Files of pictures, by their names. */
  readonly files: Map<string, Blob>;
  /** Files that the worker of this visit was given. */
  readonly ready: Map<string, Promise<unknown>>;
  /** Addresses of small pictures. */
  readonly thumbnails: Signal<ReadonlyMap<string, string>>;
  /** Pictures that were opened and are not removed. */
  readonly pictures: ReadonlySignal<readonly Picture[]>;
  /** Counts pictures that come or go, which no command does. */
  readonly opened: Signal<number>;
  /** What is being opened, in words; nothing where nothing is. */
  readonly opening: Signal<string | undefined>;
  readonly counting: Signal<RunningCount | undefined>;
  readonly training: Signal<TrainingState>;
  /** The networks' maps of pictures, as far as they were looked at. */
  readonly maps: Signal<ReadonlyMap<string, ReducedMap>>;
  /** The last command when everything was exported. */
  readonly exported: Signal<Command | undefined>;
}

const FIRST_CLASS: CellClass = { id: 0, name: words.classes.first, colour: [255, 209, 102] };

/** Starts the page with all that was kept in earlier visits. */
export async function startApp(): Promise<App> {
  const notices = createNotices();
  const unfinished = takeUnfinished();
  if (unfinished !== undefined) notices.error(words.train.unfinished(unfinished));
  const keeper = await openKeeper();
  const kept = await keeper.load();
  const workers = startWorkers(document.baseURI);
  const project = emptyProject([FIRST_CLASS]);
  const notKept = (error: unknown): void => notices.error(words.problems.notKept(String(error)));
  const history = createHistory(project, keeper, notKept);
  const files = new Map(kept.files);
  for (const picture of kept.pictures) project.pictures.set(picture.id, pictureOf(picture));
  history.restore(kept.log, kept.cursor);
  const opened = signal(0);
  const thumbnails = new Map(
    kept.pictures.flatMap(({ id, thumbnail }) =>
      thumbnail === undefined ? [] : [[id, URL.createObjectURL(thumbnail)] as const],
    ),
  );
  const settings = createSettings(kept.values.get('settings'), (value) => {
    keeper.setValue('settings', value).catch(notKept);
  });
  return {
    project,
    history,
    keeper,
    workers,
    models: await openModels(kept.models, keeper, workers),
    notices,
    settings,
    route: createRoute(),
    files,
    ready: new Map(),
    thumbnails: signal(thumbnails),
    pictures: computed(() => {
      history.version.value;
      opened.value;
      return [...project.pictures.values()].filter(({ fields }) => !fields.removed);
    }),
    opened,
    opening: signal(undefined),
    counting: signal(undefined),
    training: signal({ phase: 'idle' }),
    maps: signal(new Map()),
    exported: signal(kept.log[Number(kept.values.get('exported') ?? 0) - 1]),
  };
}

/** A kept picture before the commands of the log. */
export const pictureOf = ({ id, file, name, plane, facts }: KeptPicture): Picture => ({
  ...{ id, file, name, plane, facts },
  fields: NEW_FIELDS,
  cells: new Map(),
});

/** What went wrong, in the words of whoever noticed. */
export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Whether something was stopped on purpose. */
export const wasStopped = (error: unknown): boolean =>
  error instanceof DOMException && error.name === 'AbortError';
