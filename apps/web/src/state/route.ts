import { type ReadonlySignal, signal } from '@preact/signals';

export const VIEWS = ['pictures', 'picture', 'results', 'train', 'models'] as const;
export type ViewName = (typeof VIEWS)[number];

/** What is shown. */
export interface Route {
  readonly view: ViewName;
  /** The picture, where one is shown. */
  readonly picture?: string;
}

export interface RouteStore {
  readonly current: ReadonlySignal<Route>;
  go(route: Route): void;
}

/** The view is the part of the address after `#`, so that back and forward work. */
export function createRoute(): RouteStore {
  const current = signal(parseRoute(location.hash));
  addEventListener('hashchange', () => {
    current.value = parseRoute(location.hash);
  });
  return {
    current,
    go: (route) => {
      const hash = formatRoute(route);
      if (hash !== location.hash) location.hash = hash;
    },
  };
}

export const formatRoute = ({ view, picture }: Route): string =>
  `#/${view}${picture === undefined ? '' : `/${encodeURIComponent(picture)}`}`;

/** An address that says nothing known is that of the pictures. */
export function parseRoute(hash: string): Route {
  const [, name, picture] = hash.split('/');
  const view = VIEWS.find((each) => each === name) ?? 'pictures';
  return view === 'picture' && picture !== undefined && picture !== ''
    ? { view, picture: decodeURIComponent(picture) }
    : { view: view === 'picture' ? 'pictures' : view };
}
