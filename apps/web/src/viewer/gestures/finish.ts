import { boxCorners } from '../points/geometry.js';
import type { Act, GestureEffect, Pointer, Scene } from './gesture.js';
import { regionOf } from './polygon.js';

/** An outline that was drawn: what it holds is selected, or it becomes a region. */
function outlined(
  outline: Parameters<typeof regionOf>[0],
  { shift }: Pointer,
  scene: Scene,
): readonly GestureEffect[] {
  if (scene.tool === 'select') return [{ type: 'select', ids: scene.within(outline), extend: shift }];
  const polygon = regionOf(outline, scene);
  return polygon === undefined ? [] : [{ type: 'region', polygon }];
}

/** What comes of an act when its pointer is lifted. */
export function finish(act: Act, pointer: Pointer, scene: Scene): readonly GestureEffect[] {
  switch (act.type) {
    case 'drag': {
      const [dx, dy] = [act.to.x - act.from.x, act.to.y - act.from.y];
      return dx === 0 && dy === 0 ? [] : [{ type: 'move', ids: [...act.ids], dx, dy }];
    }
    case 'box':
      return outlined(boxCorners(act.from, act.to), pointer, scene);
    case 'lasso':
      return outlined(act.path, pointer, scene);
    case 'erase':
      return act.ids.size === 0 ? [] : [{ type: 'erase', ids: [...act.ids] }];
    default:
      return [];
  }
}
