import { useEffect } from 'preact/hooks';
import type { App } from '../state/app.js';
import { countPictures } from '../state/counting.js';
import type { Desk } from '../state/desk.js';
import { addCell, classifyCells, deleteCells, moveCells } from '../state/edit.js';
import type { Picture } from '../state/project.js';
import type { ViewerTool } from '../viewer/viewer.js';
import { isTyping } from './is-typing.js';

const TOOL_KEYS: Readonly<Record<string, ViewerTool>> = {
  v: 'pan',
  a: 'add',
  s: 'select',
  e: 'erase',
  r: 'rectangle',
  p: 'polygon',
};

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Pixels of the screen by which an arrow moves the view, and pixels of the picture by which it moves cells with Shift. */
const PAN = 60;
const FAR = 10;
const ZOOM = 1.4;
/** Pixels of the screen around the middle in which the keyboard finds a cell. */
const REACH = 60;

/** Everything in a picture can be done with the keyboard alone. */
export function usePictureKeys(app: App, desk: Desk, picture: Picture | undefined): void {
  useEffect(() => {
    if (picture === undefined) return undefined;
    const press = (event: KeyboardEvent): void => {
      const busy = event.ctrlKey || event.metaKey || event.altKey || isTyping(event);
      if (busy || document.querySelector('dialog[open]') !== null) return;
      // A focused button or list has its own use for these.
      const own = event.target instanceof HTMLElement && event.target.closest('button, summary, a, input');
      if (own && ['Enter', ' ', 'ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'].includes(event.key))
        return;
      if (act(event)) event.preventDefault();
    };
    const act = (event: KeyboardEvent): boolean => {
      const { key } = event;
      const viewer = desk.viewer.peek();
      const selection = desk.selection.peek();
      const tool = TOOL_KEYS[key.toLowerCase()];
      const arrow = ARROWS[key];
      if (tool !== undefined) desk.tool.value = tool;
      else if (arrow !== undefined) {
        const [x, y] = arrow;
        const step = event.shiftKey ? FAR : 1;
        if (selection.length > 0) moveCells(app, picture, selection, x * step, y * step);
        else {
          viewer?.setCross(true);
          viewer?.panBy(x * PAN, y * PAN);
        }
      } else if (key === 'Delete' || key === 'Backspace') {
        deleteCells(app, picture, selection);
        desk.selection.value = [];
      } else if (key === 'Escape') {
        desk.selection.value = [];
        viewer?.setCross(false);
      } else if (key === 'Enter') atMiddle();
      else if (key === '+' || key === '=') viewer?.zoomBy(ZOOM);
      else if (key === '-') viewer?.zoomBy(1 / ZOOM);
      else if (key === '0') viewer?.fit();
      else if (key === '[' || key === ']') toNeighbour(key === '[' ? -1 : 1);
      else if (key === 'c') void countPictures(app, [picture]);
      else if (key === 'm') app.settings.change({ showCells: !app.settings.current.peek().showCells });
      else if (key === 'd') app.settings.change({ showMap: !app.settings.current.peek().showMap });
      else if (/^[1-9]$/.test(key)) toClass(Number(key) - 1);
      else return false;
      return true;
    };
    const atMiddle = (): void => {
      const viewer = desk.viewer.peek();
      if (viewer === undefined) return;
      viewer.setCross(true);
      const { x, y } = viewer.middle();
      const { width, height } = picture.facts;
      if (desk.tool.peek() === 'add') {
        if (x >= 0 && y >= 0 && x <= width && y <= height) addCell(app, picture, { x, y });
        return;
      }
      const nearest = viewer.pick(x, y, REACH);
      desk.selection.value = nearest === undefined ? [] : [nearest];
    };
    const toNeighbour = (step: number): void => {
      const pictures = app.pictures.peek();
      const next = pictures[pictures.findIndex(({ id }) => id === picture.id) + step];
      if (next !== undefined) app.route.go({ view: 'picture', picture: next.id });
    };
    const toClass = (place: number): void => {
      const chosen = app.project.classes[place];
      if (chosen === undefined) return;
      const selection = desk.selection.peek();
      if (selection.length > 0) classifyCells(app, picture, selection, chosen.id);
      else app.settings.change({ kind: chosen.id });
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [app, desk, picture]);
}
