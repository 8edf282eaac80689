import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { App } from '../state/app.js';

export const AppContext = createContext<App | undefined>(undefined);

/**
 * What all views share. A component that uses it is drawn again with every change of the project, which is changed in place
 * and so cannot tell by itself.
 */
export function useApp(): App {
  const app = useContext(AppContext);
  if (app === undefined) throw new Error('a view was rendered outside of the page');
  app.history.version.value;
  app.opened.value;
  return app;
}
