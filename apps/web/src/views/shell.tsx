import { useComputed, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { IconButton, Progress } from '../parts/controls.js';
import { droppedFiles } from '../parts/dropped-files.js';
import { Icon } from '../parts/icon.js';
import { openFiles } from '../state/open-files.js';
import { type Route, VIEWS, type ViewName } from '../state/route.js';
import { words } from '../words.js';
import { useApp } from './app-context.js';
import { ExportDialog } from './export-dialog.js';
import { HelpDialog } from './help-dialog.js';
import { isTyping } from './is-typing.js';
import { ModelsView } from './models-view.js';
import { NoticeList } from './notice-list.js';
import { PictureView } from './picture-view.js';
import { PicturesView } from './pictures-view.js';
import { ResultsView } from './results-view.js';
import { SettingsDialog } from './settings-dialog.js';
import { TrainView } from './train-view.js';

type Sheet = 'export' | 'help' | 'settings' | undefined;

/** The whole page: the bar, the view and what lies above it. */
export function Shell() {
  const app = useApp();
  const sheet = useSignal<Sheet>(undefined);
  const dragging = useSignal(false);
  const route = app.route.current.value;
  const { theme } = app.settings.current.value;
  useEffect(() => {
    document.documentElement.dataset.theme = theme;
  }, [theme]);
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (isTyping(event)) return;
      const control = event.ctrlKey || event.metaKey;
      if (control && event.key.toLowerCase() === 'z') {
        if (event.shiftKey) app.history.redo();
        else app.history.undo();
      } else if (control && event.key.toLowerCase() === 'y') app.history.redo();
      else if (event.key === '?') sheet.value = 'help';
      else return;
      event.preventDefault();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [app, sheet]);
  useDrops(dragging, (transfer) => void droppedFiles(transfer).then((files) => openFiles(app, files)));
  const close = (): void => {
    sheet.value = undefined;
  };
  return (
    <div class={dragging.value ? 'shell dragging' : 'shell'} data-steps={app.history.cursor.value}>
      <a class="skip" href="#content">
        {words.bar.skip}
      </a>
      <Bar route={route} open={(which) => (sheet.value = which)} />
      <main id="content" class={`view view-${route.view}`} tabIndex={-1}>
        <View route={route} />
      </main>
      <Activity />
      <NoticeList />
      {dragging.value ? <div class="drop-here">{words.open.dropNow}</div> : null}
      {sheet.value === 'export' ? <ExportDialog onClose={close} /> : null}
      {sheet.value === 'help' ? <HelpDialog onClose={close} /> : null}
      {sheet.value === 'settings' ? <SettingsDialog onClose={close} /> : null}
    </div>
  );
}

function View({ route }: { readonly route: Route }) {
  switch (route.view) {
    case 'picture':
      return <PictureView id={route.picture ?? ''} />;
    case 'results':
      return <ResultsView />;
    case 'train':
      return <TrainView />;
    case 'models':
      return <ModelsView />;
    default:
      return <PicturesView />;
  }
}

function Bar({ route, open }: { readonly route: Route; readonly open: (sheet: Sheet) => void }) {
  const app = useApp();
  const { undoable, redoable } = app.history;
  const pictures = app.pictures.value;
  const lookedAt = route.picture ?? pictures[0]?.id;
  const target = (view: ViewName): Route =>
    view === 'picture' && lookedAt !== undefined ? { view, picture: lookedAt } : { view };
  const undo = undoable.value && `${words.bar.undo}: ${words.commands[undoable.value.name]}`;
  const redo = redoable.value && `${words.bar.redo}: ${words.commands[redoable.value.name]}`;
  return (
    <header class="bar">
      <a class="brand" href="#/pictures" title={words.private}>
        <img src="icon.svg" alt="" width="28" height="28" />
        <span>{words.name}</span>
      </a>
      <nav aria-label={words.bar.views}>
        {VIEWS.map((view) => (
          <button
            type="button"
            key={view}
            aria-current={route.view === view ? 'page' : undefined}
            disabled={view === 'picture' && pictures.length === 0}
            onClick={() => app.route.go(target(view))}
          >
            <Icon name={view} />
            <span>{words.views[view]}</span>
          </button>
        ))}
      </nav>
      <div class="bar-end">
        <IconButton
          icon="undo"
          label={undo ?? words.bar.undo}
          disabled={undo === undefined}
          keys="Ctrl+Z"
          onClick={app.history.undo}
        />
        <IconButton
          icon="redo"
          label={redo ?? words.bar.redo}
          disabled={redo === undefined}
          keys="Ctrl+Shift+Z"
          onClick={app.history.redo}
        />
        <button
          type="button"
          class="export-button"
          disabled={pictures.length === 0}
          onClick={() => open('export')}
        >
          <Icon name="export" />
          <span class="export-label">{words.bar.export}</span>
        </button>
        <IconButton icon="settings" label={words.bar.settings} onClick={() => open('settings')} />
        <IconButton icon="help" label={words.bar.help} keys="?" onClick={() => open('help')} />
      </div>
    </header>
  );
}

/** What is going on, wherever the person looks. */
function Activity() {
  const app = useApp();
  const name = useComputed(() => {
    const running = app.counting.value;
    return running === undefined ? '' : (app.project.pictures.get(running.picture)?.name ?? '');
  });
  const opening = app.opening.value;
  const running = app.counting.value;
  if (opening === undefined && running === undefined) return null;
  return (
    <div class="activity" role="status">
      {opening === undefined ? null : <Progress label={opening} />}
      {running === undefined ? null : (
        <div class="activity-row">
          <Progress
            label={`${words.count.running(name.value)} (${words.count.progress(running.done + 1, running.total)})`}
            {...(running.total > 1 || running.share > 0
              ? { share: (running.done + running.share) / running.total }
              : {})}
          />
          <button type="button" onClick={running.stop}>
            {words.count.stop}
          </button>
        </div>
      )}
    </div>
  );
}

/** Takes what is dropped anywhere on the page. */
function useDrops(dragging: { value: boolean }, onDrop: (transfer: DataTransfer) => void): void {
  useEffect(() => {
    const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') === true;
    const over = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      dragging.value = true;
    };
    const leave = (event: DragEvent): void => {
      if (event.relatedTarget === null) dragging.value = false;
    };
    const drop = (event: DragEvent): void => {
      dragging.value = false;
      if (!hasFiles(event) || event.dataTransfer === null) return;
      event.preventDefault();
      onDrop(event.dataTransfer);
    };
    addEventListener('dragover', over);
    addEventListener('dragleave', leave);
    addEventListener('drop', drop);
    return () => {
      removeEventListener('dragover', over);
      removeEventListener('dragleave', leave);
      removeEventListener('drop', drop);
    };
  }, []);
}
