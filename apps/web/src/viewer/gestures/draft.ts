import { boxCorners } from '../points/geometry.js';
import { toPicture } from '../view.js';
import type { Draft, GestureState, Scene } from './gesture.js';

const nobody: ReadonlySet<number> = new Set();
const still = { dx: 0, dy: 0 };

/** What is to be seen of a gesture that has not ended. */
export function draftOf({ act, corners, hover }: GestureState, { tool, brush, view }: Scene): Draft {
  const outline =
    act.type === 'box'
      ? boxCorners(act.from, act.to)
      : act.type === 'lasso'
        ? act.path
        : corners.length > 0 && hover !== undefined
          ? [...corners, toPicture(view, hover)]
          : corners;
  const erases = tool === 'erase' && (act.type === 'rest' || act.type === 'erase');
  return {
    outline,
    closed: act.type === 'box' || act.type === 'lasso',
    brush: erases && hover !== undefined ? { x: hover.x, y: hover.y, radius: brush / 2 } : undefined,
    doomed: act.type === 'erase' ? act.ids : nobody,
    dragged: act.type === 'drag' ? act.ids : nobody,
    drag: act.type === 'drag' ? { dx: act.to.x - act.from.x, dy: act.to.y - act.from.y } : still,
  };
}
