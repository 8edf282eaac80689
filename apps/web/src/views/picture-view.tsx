import { useMemo } from 'preact/hooks';
import { IconButton } from '../parts/controls.js';
import { createDesk } from '../state/desk.js';
import { words } from '../words.js';
import { useApp } from './app-context.js';
import { AboutPanel } from './panels/about-panel.js';
import { ClassesPanel } from './panels/classes-panel.js';
import { CountPanel } from './panels/count-panel.js';
import { DisplayPanel } from './panels/display-panel.js';
import { RegionsPanel } from './panels/regions-panel.js';
import { Thumbnail } from './pictures-view.js';
import { usePictureKeys } from './use-picture-keys.js';
import { ViewerPane } from './viewer-pane.js';

/** One picture, with all that can be done to it beside it. */
export function PictureView({ id }: { readonly id: string }) {
  const app = useApp();
  const desk = useMemo(createDesk, []);
  const pictures = app.pictures.value;
  const place = pictures.findIndex((each) => each.id === id);
  const picture = pictures[place];
  usePictureKeys(app, desk, picture);
  if (picture === undefined) return <p class="page">{words.results.none}</p>;
  const go = (to: number): void => {
    const next = pictures[to];
    if (next !== undefined) app.route.go({ view: 'picture', picture: next.id });
  };
  return (
    <div class="desk">
      {pictures.length < 2 ? null : (
        <nav class="strip" aria-label={words.tools.strip}>
          {pictures.map((each) => (
            <button
              type="button"
              key={each.id}
              title={each.name}
              aria-label={each.name}
              aria-current={each.id === id ? 'true' : undefined}
              onClick={() => app.route.go({ view: 'picture', picture: each.id })}
            >
              <Thumbnail id={each.id} />
            </button>
          ))}
        </nav>
      )}
      <div class="stage">
        <div class="title-row">
          {pictures.length < 2 ? null : (
            <IconButton
              icon="left"
              label={words.tools.previous}
              keys="["
              disabled={place === 0}
              onClick={() => go(place - 1)}
            />
          )}
          <h1 title={picture.name}>{picture.name}</h1>
          {pictures.length < 2 ? null : (
            <IconButton
              icon="right"
              label={words.tools.next}
              keys="]"
              disabled={place === pictures.length - 1}
              onClick={() => go(place + 1)}
            />
          )}
        </div>
        <ViewerPane picture={picture} desk={desk} />
      </div>
      <aside class="panel" aria-label={picture.name}>
        <CountPanel picture={picture} desk={desk} />
        <ClassesPanel picture={picture} desk={desk} />
        <RegionsPanel picture={picture} desk={desk} />
        <DisplayPanel picture={picture} desk={desk} />
        <AboutPanel picture={picture} />
      </aside>
    </div>
  );
}
