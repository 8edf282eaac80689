import { toPicture } from '../view.js';
import type { Act, GestureEffect, GestureState, GestureStep, Scene } from './gesture.js';
import { addCorner } from './polygon.js';

/** Two clicks are a double click within so many milliseconds and CSS pixels. */
const doubleTime = 350;
const doubleReach = 8;

/** A press that was lifted where it began. */
export function click(
  before: GestureState,
  { from, id }: Act & { type: 'press' },
  time: number,
  scene: Scene,
): GestureStep {
  const last = before.lastClick;
  const again =
    last !== undefined &&
    time - last.time <= doubleTime &&
    Math.hypot(last.x - from.x, last.y - from.y) <= doubleReach;
  // A third click begins anew instead of being another double click.
  const state = { ...before, lastClick: again ? undefined : { x: from.x, y: from.y, time } };
  const select: GestureEffect = { type: 'select', ids: id === undefined ? [] : [id], extend: from.shift };

  switch (scene.tool) {
    case 'pan':
      if (id !== undefined) return { state, effects: [select] };
      return { state, effects: again ? [{ type: 'zoom', factor: 2, x: from.x, y: from.y }] : [] };
    case 'add': {
      if (id !== undefined) return { state, effects: [select] };
      const { x, y } = toPicture(scene.view, from);
      const inside = x >= 0 && y >= 0 && x < scene.picture.width && y < scene.picture.height;
      return { state, effects: inside ? [{ type: 'add', x, y }] : [] };
    }
    case 'select':
      return { state, effects: id === undefined && from.shift ? [] : [select] };
    case 'polygon':
      return addCorner(state, from, again, scene);
    default:
      return { state, effects: [] };
  }
}
