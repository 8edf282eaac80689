import type { Point } from '@celltally/imaging';
import { toPicture } from '../view.js';
import { click } from './click.js';
import { finish } from './finish.js';
import type {
  Act,
  GestureEffect,
  GestureInput,
  GestureState,
  GestureStep,
  Pointer,
  Scene,
} from './gesture.js';
import { closePolygon } from './polygon.js';

/** How far a pointer may move and still click, in CSS pixels. */
const slop = { mouse: 4, pen: 6, touch: 10 } as const;

/** How far beside a marker a pointer still takes it. */
const extraReach = { mouse: 3, pen: 5, touch: 12 } as const;

/** Steps of a line that is drawn by hand, in CSS pixels. */
const lassoStep = 3;

const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);
const middle = (a: Point, b: Point): Point => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });

const reachOf = ({ kind }: Pointer, { marker, view }: Scene): number =>
  (marker + extraReach[kind]) / view.scale;

const pointerEvent = (at: Point, scene: Scene): GestureEffect => {
  const { x, y } = toPicture(scene.view, at);
  const inside = x >= 0 && y >= 0 && x < scene.picture.width && y < scene.picture.height;
  return { type: 'pointer', x, y, inside };
};

function erasing(from: Point, to: Point, before: ReadonlySet<number>, { brush, view, swept }: Scene): Act {
  const found = swept(from, to, brush / 2 / view.scale).filter((id) => !before.has(id));
  return { type: 'erase', ids: found.length === 0 ? before : new Set([...before, ...found]), at: to };
}

function down(state: GestureState, pointer: Pointer, scene: Scene): GestureStep {
  const pointers = new Map(state.pointers).set(pointer.id, pointer);
  const place = toPicture(scene.view, pointer);
  const begin = (): Act => {
    // Two fingers move the view whatever the tool; what one of them had begun is given up.
    if (pointers.size > 1) return { type: 'pinch' };
    if (pointer.pans) return { type: 'pan' };
    if (scene.tool === 'erase') return erasing(place, place, new Set(), scene);
    return { type: 'press', from: pointer, id: scene.pick(place, reachOf(pointer, scene)) };
  };
  return { state: { ...state, pointers, act: begin(), hover: pointer }, effects: [] };
}

/** What a press becomes when the pointer moves on. */
function beginDrag(
  from: Pointer,
  id: number | undefined,
  to: Pointer,
  { corners }: GestureState,
  scene: Scene,
): { readonly act: Act; readonly effects: readonly GestureEffect[] } {
  const start = toPicture(scene.view, from);
  const end = toPicture(scene.view, to);
  const drag = (ids: ReadonlySet<number>): Act => ({ type: 'drag', ids, from: start, to: end });
  const pan = {
    act: { type: 'pan' },
    effects: [{ type: 'pan', dx: to.x - from.x, dy: to.y - from.y }],
  } as const;
  switch (scene.tool) {
    case 'add':
      return id === undefined ? pan : { act: drag(new Set([id])), effects: [] };
    case 'select': {
      if (id === undefined) {
        const act: Act = from.alt
          ? { type: 'lasso', path: [start, end] }
          : { type: 'box', from: start, to: end };
        return { act, effects: [] };
      }
      if (scene.selection.has(id)) return { act: drag(scene.selection), effects: [] };
      return {
        act: drag(new Set(from.shift ? [...scene.selection, id] : [id])),
        effects: [{ type: 'select', ids: [id], extend: from.shift }],
      };
    }
    case 'rectangle':
      return { act: { type: 'box', from: start, to: end }, effects: [] };
    case 'polygon':
      // Once there are corners a drag moves the view, so that a region can be larger than the screen.
      return corners.length > 0 ? pan : { act: { type: 'lasso', path: [start, end] }, effects: [] };
    default:
      return pan;
  }
}

function pinch(state: GestureState, pointer: Pointer): readonly GestureEffect[] {
  const [a, b] = [...state.pointers.values()];
  if (a === undefined || b === undefined || (pointer.id !== a.id && pointer.id !== b.id)) return [];
  const other = pointer.id === a.id ? b : a;
  const before = state.pointers.get(pointer.id)!;
  const [from, to] = [middle(before, other), middle(pointer, other)];
  // Fingers that touch each other would zoom without bounds.
  const factor = Math.max(1, distance(pointer, other)) / Math.max(1, distance(before, other));
  return [
    { type: 'pan', dx: to.x - from.x, dy: to.y - from.y },
    { type: 'zoom', factor, x: to.x, y: to.y },
  ];
}

function move(state: GestureState, pointer: Pointer, scene: Scene): GestureStep {
  const before = state.pointers.get(pointer.id);
  const said = pointerEvent(pointer, scene);
  if (before === undefined) return { state: { ...state, hover: pointer }, effects: [said] };

  const place = toPicture(scene.view, pointer);
  const pointers = new Map(state.pointers).set(pointer.id, pointer);
  const next = (act: Act, effects: readonly GestureEffect[] = []): GestureStep => ({
    state: { ...state, pointers, act, hover: pointer },
    effects: [...effects, said],
  });
  const { act } = state;
  switch (act.type) {
    case 'press': {
      if (distance(act.from, pointer) <= slop[pointer.kind]) return next(act);
      const begun = beginDrag(act.from, act.id, pointer, state, scene);
      return next(begun.act, begun.effects);
    }
    case 'pan':
      return next(act, [{ type: 'pan', dx: pointer.x - before.x, dy: pointer.y - before.y }]);
    case 'pinch':
      return next(act, pinch(state, pointer));
    case 'drag':
    case 'box':
      return next({ ...act, to: place });
    case 'lasso': {
      const far = distance(act.path.at(-1)!, place) * scene.view.scale >= lassoStep;
      return next(far ? { ...act, path: [...act.path, place] } : act);
    }
    case 'erase':
      return next(erasing(act.at, place, act.ids, scene));
    default:
      return next(act);
  }
}

/** The state when a pointer is no longer down. Whoever lifts one of two fingers still moves the view with the other. */
function without(state: GestureState, id: number): GestureState {
  const pointers = new Map(state.pointers);
  pointers.delete(id);
  const moving = state.act.type === 'pinch' || state.act.type === 'pan';
  const act: Act = { type: pointers.size === 0 ? 'rest' : moving ? 'pan' : 'spent' };
  return { ...state, pointers, act };
}

function up(state: GestureState, pointer: Pointer, time: number, scene: Scene): GestureStep {
  if (!state.pointers.has(pointer.id)) return { state, effects: [] };
  const rest = without(state, pointer.id);
  // A finger that is lifted is nowhere.
  const lifted = pointer.kind === 'touch' ? { ...rest, hover: undefined } : rest;
  if (state.act.type === 'press') return click(lifted, state.act, time, scene);
  return { state: lifted, effects: finish(state.act, pointer, scene) };
}

function key(state: GestureState, name: 'Enter' | 'Escape' | 'Backspace', scene: Scene): GestureStep {
  switch (name) {
    case 'Enter':
      return closePolygon(state, scene);
    case 'Backspace':
      return { state: { ...state, corners: state.corners.slice(0, -1) }, effects: [] };
    case 'Escape': {
      const act: Act = { type: state.pointers.size === 0 ? 'rest' : 'spent' };
      return { state: { ...state, corners: [], act }, effects: [] };
    }
  }
}

/** One step of what pointers and keys do in the picture. A pure function: time comes with the input. */
export function stepGesture(state: GestureState, input: GestureInput, scene: Scene): GestureStep {
  switch (input.type) {
    case 'down':
      return down(state, input.pointer, scene);
    case 'move':
      return move(state, input.pointer, scene);
    case 'up':
      return up(state, input.pointer, input.time, scene);
    case 'cancel':
      return { state: without({ ...state, act: { type: 'spent' } }, input.id), effects: [] };
    case 'leave': {
      if (state.hover === undefined) return { state, effects: [] };
      const { x, y } = toPicture(scene.view, state.hover);
      return { state: { ...state, hover: undefined }, effects: [{ type: 'pointer', x, y, inside: false }] };
    }
    case 'key':
      return key(state, input.key, scene);
  }
}
