import type { App } from './app.js';

/** Asks before the page is left while something runs, or while work was done that was not exported. */
export function guardUnsaved(app: App): void {
  addEventListener('beforeunload', (event) => {
    const busy = app.counting.peek() !== undefined || app.training.peek().phase === 'running';
    if (busy || hasUnsaved(app)) event.preventDefault();
  });
}

/** Whether something was done since the last export. */
export const hasUnsaved = (app: App): boolean =>
  app.history.undoable.value !== undefined && app.history.undoable.value !== app.exported.value;
