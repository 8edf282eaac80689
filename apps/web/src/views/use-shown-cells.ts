import { useEffect } from 'preact/hooks';
import type { App } from '../state/app.js';
import type { Desk } from '../state/desk.js';
import { type Cell, type CellClass, isShown, type Picture, shownCells } from '../state/project.js';
import type { ViewedPoint } from '../viewer/viewer.js';

/** Keeps the viewer's cells those of the picture; small changes do not give all of them again. */
export function useShownCells(app: App, desk: Desk, picture: Picture): void {
  const viewer = desk.viewer.value;
  const { classes } = app.project;
  const threshold = desk.preview.value ?? picture.fields.threshold;
  useEffect(() => {
    viewer?.setPoints(shownCells(picture, threshold).map((cell) => viewed(cell, classes)));
  }, [viewer, picture.id, threshold, classes]);
  useEffect(
    () =>
      app.history.listen(({ changes }) => {
        for (const change of changes) {
          if (change.type !== 'cells' || change.picture !== picture.id) continue;
          const { fields } = picture;
          const put = change.after.filter((cell) => isShown(cell, fields.threshold));
          const stays = new Set(put.map(({ id }) => id));
          const removed = change.before.flatMap(({ id }) => (stays.has(id) ? [] : [id]));
          viewer?.changePoints({ put: put.map((cell) => viewed(cell, app.project.classes)), removed });
        }
        const left = desk.selection.peek().filter((id) => picture.cells.has(id));
        if (left.length < desk.selection.peek().length) desk.selection.value = left;
      }),
    [app, desk, viewer, picture],
  );
  const { markerSize, showCells } = app.settings.current.value;
  useEffect(() => {
    viewer?.setPointStyle({
      size: markerSize,
      visible: showCells,
      classes: classes.map(({ colour }) => colour),
    });
  }, [viewer, markerSize, showCells, classes]);
}

/** The viewer knows classes by their place. */
const viewed = ({ id, x, y, kind }: Cell, classes: readonly CellClass[]): ViewedPoint => ({
  id,
  x,
  y,
  kind: Math.max(
    0,
    classes.findIndex((each) => each.id === kind),
  ),
});
