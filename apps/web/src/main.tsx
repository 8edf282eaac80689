import { render } from 'preact';
import { reasonOf, startApp } from './state/app.js';
import { guardUnsaved } from './state/guard-unsaved.js';
import { AppContext } from './views/app-context.js';
import { Shell } from './views/shell.js';
import { words } from './words.js';

const root = document.getElementById('app') as HTMLElement;

try {
  const app = await startApp();
  guardUnsaved(app);
  render(
    <AppContext.Provider value={app}>
      <Shell />
    </AppContext.Provider>,
    root,
  );
} catch (error) {
  root.append(words.problems.start(reasonOf(error)));
}

// After the page is there: what it keeps for later must not slow down what is needed now.
if ('serviceWorker' in navigator) {
  navigator.serviceWorker.register('service-worker.js').catch(() => {});
}
