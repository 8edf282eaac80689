import { describe, expect, it } from 'vitest';
import { createPointIndex } from '../points/point-index.js';
import type { ViewerTool } from '../viewer.js';
import { draftOf } from './draft.js';
import {
  atRest,
  type GestureEffect,
  type GestureInput,
  type GestureState,
  type Pointer,
  type Scene,
} from './gesture.js';
import { stepGesture } from './step-gesture.js';

/** Four points in a picture of 100 x 80, seen at twice its size with its corner at (20, 10) of the screen. */
function sceneOf(tool: ViewerTool, selection: readonly number[] = []): Scene {
  const index = createPointIndex();
  index.setAll([
    { id: 1, x: 10, y: 10, kind: 0 },
    { id: 2, x: 50, y: 10, kind: 0 },
    { id: 3, x: 10, y: 50, kind: 0 },
    { id: 4, x: 50, y: 50, kind: 0 },
  ]);
  return {
    tool,
    view: { scale: 2, left: 20, top: 10, width: 400, height: 300 },
    picture: { width: 100, height: 80 },
    brush: 20,
    marker: 6,
    selection: new Set(selection),
    pick: (place, reach) => index.nearest(place, reach)?.id,
    swept: (from, to, radius) => index.swept(from, to, radius).map(({ id }) => id),
    within: (polygon) => index.within(polygon).map(({ id }) => id),
  };
}

type Stroke = readonly ['down' | 'move' | 'up', number, number, Partial<Pointer>?];

/** Places of strokes are pixels of the picture; each comes 50 ms after the one before. */
function play(scene: Scene, strokes: readonly (Stroke | GestureInput)[], from: GestureState = atRest) {
  let state = from;
  let time = 0;
  const effects: GestureEffect[] = [];
  for (const stroke of strokes) {
    time += 50;
    const input: GestureInput = 'type' in stroke ? stroke : inputOf(stroke, time);
    const step = stepGesture(state, input, scene);
    state = step.state;
    effects.push(...step.effects.filter(({ type }) => type !== 'pointer'));
  }
  return { state, effects, draft: draftOf(state, scene) };
}

function inputOf([type, x, y, more]: Stroke, time: number): GestureInput {
  const pointer: Pointer = {
    id: 1,
    kind: 'mouse',
    x: 20 + 2 * x,
    y: 10 + 2 * y,
    shift: false,
    alt: false,
    pans: false,
    ...more,
  };
  return { type, pointer, time };
}

const clickAt = (x: number, y: number, more?: Partial<Pointer>): Stroke[] => [
  ['down', x, y, more],
  ['up', x, y, more],
];
const wait: GestureInput = { type: 'leave' };
const apart = [wait, wait, wait, wait, wait, wait, wait, wait];
const finger = (id: number) => ({ id, kind: 'touch' }) as const;

describe('the tool that adds', () => {
  it('adds where it clicks, not outside the picture, and selects a point that is there', () => {
    expect(play(sceneOf('add'), clickAt(30, 20)).effects).toEqual([{ type: 'add', x: 30, y: 20 }]);
    expect(play(sceneOf('add'), clickAt(101, 20)).effects).toEqual([]);
    expect(play(sceneOf('add'), clickAt(50, 11)).effects).toEqual([
      { type: 'select', ids: [2], extend: false },
    ]);
  });

  it('moves a point that is dragged, and shows it on the way', () => {
    const strokes: Stroke[] = [
      ['down', 50, 10],
      ['move', 60, 20],
    ];
    const { draft } = play(sceneOf('add'), strokes);
    expect([...draft.dragged]).toEqual([2]);
    expect(draft.drag).toEqual({ dx: 10, dy: 10 });
    const { effects, draft: after } = play(sceneOf('add'), [...strokes, ['up', 60, 20]]);
    expect(effects).toEqual([{ type: 'move', ids: [2], dx: 10, dy: 10 }]);
    expect(after.dragged.size).toBe(0);
  });

  it('moves the view when the ground is dragged', () => {
    const { effects } = play(sceneOf('add'), [
      ['down', 30, 30],
      ['move', 40, 30],
      ['move', 40, 35],
      ['up', 40, 35],
    ]);
    expect(effects).toEqual([
      { type: 'pan', dx: 20, dy: 0 },
      { type: 'pan', dx: 0, dy: 10 },
    ]);
  });

  it('forgives a trembling hand', () => {
    const { effects } = play(sceneOf('add'), [
      ['down', 30, 30, finger(1)],
      ['move', 32, 30, finger(1)],
      ['up', 32, 30, finger(1)],
    ]);
    expect(effects).toEqual([{ type: 'add', x: 30, y: 30 }]);
  });

  it('takes a point from further away with a finger than with the mouse', () => {
    expect(play(sceneOf('add'), clickAt(56, 10)).effects[0]).toMatchObject({ type: 'add' });
    expect(play(sceneOf('add'), clickAt(56, 10, finger(1))).effects[0]).toMatchObject({ type: 'select' });
  });
});

describe('the tool that selects', () => {
  it('selects by click, extends with shift, and lets go on empty ground', () => {
    expect(play(sceneOf('select'), clickAt(10, 10)).effects).toEqual([
      { type: 'select', ids: [1], extend: false },
    ]);
    expect(play(sceneOf('select'), clickAt(10, 10, { shift: true })).effects).toEqual([
      { type: 'select', ids: [1], extend: true },
    ]);
    expect(play(sceneOf('select', [1]), clickAt(30, 30)).effects).toEqual([
      { type: 'select', ids: [], extend: false },
    ]);
    expect(play(sceneOf('select', [1]), clickAt(30, 30, { shift: true })).effects).toEqual([]);
  });

  it('selects what a rectangle holds, and shows it', () => {
    const strokes: Stroke[] = [
      ['down', 60, 60],
      ['move', 40, 5],
    ];
    expect(play(sceneOf('select'), strokes).draft).toMatchObject({
      closed: true,
      outline: [
        { x: 40, y: 5 },
        { x: 60, y: 5 },
        { x: 60, y: 60 },
        { x: 40, y: 60 },
      ],
    });
    const { effects } = play(sceneOf('select'), [...strokes, ['up', 40, 5]]);
    expect(effects).toHaveLength(1);
    expect(effects[0]).toMatchObject({ type: 'select', extend: false });
    expect([...(effects[0] as { ids: readonly number[] }).ids].sort()).toEqual([2, 4]);
  });

  it('selects what a line drawn with the alt key encloses', () => {
    const { effects } = play(sceneOf('select'), [
      ['down', 0, 0, { alt: true }],
      ['move', 70, 0],
      ['move', 0, 70],
      ['up', 0, 70],
    ]);
    expect([...(effects[0] as { ids: readonly number[] }).ids].sort()).toEqual([1, 2, 3]);
  });

  it('drags the whole selection, or selects and drags another point', () => {
    const drag: Stroke[] = [
      ['down', 10, 10],
      ['move', 20, 10],
      ['up', 20, 10],
    ];
    expect(play(sceneOf('select', [1, 4]), drag).effects).toEqual([
      { type: 'move', ids: [1, 4], dx: 10, dy: 0 },
    ]);
    expect(play(sceneOf('select', [4]), drag).effects).toEqual([
      { type: 'select', ids: [1], extend: false },
      { type: 'move', ids: [1], dx: 10, dy: 0 },
    ]);
  });
});

describe('the eraser', () => {
  it('shows what will go, and takes it when it is lifted, between two samples of a quick stroke too', () => {
    const strokes: Stroke[] = [
      ['down', 0, 50],
      ['move', 90, 50],
    ];
    const { draft, effects } = play(sceneOf('erase'), strokes);
    expect([...draft.doomed].sort()).toEqual([3, 4]);
    expect(draft.brush).toEqual({ x: 200, y: 110, radius: 10 });
    expect(effects).toEqual([]);
    const lifted = play(sceneOf('erase'), [...strokes, ['up', 90, 50]]);
    expect([...(lifted.effects[0] as { ids: readonly number[] }).ids].sort()).toEqual([3, 4]);
  });

  it('takes nothing after Escape, nor where nothing is', () => {
    const cancelled = { type: 'key', key: 'Escape' } as const;
    const { effects, draft } = play(sceneOf('erase'), [['down', 10, 50], cancelled, ['up', 10, 50]]);
    expect(effects).toEqual([]);
    expect(draft.doomed.size).toBe(0);
    expect(play(sceneOf('erase'), clickAt(30, 30)).effects).toEqual([]);
  });
});

describe('regions', () => {
  it('are rectangles cut to the picture', () => {
    const { effects } = play(sceneOf('rectangle'), [
      ['down', 80, 60],
      ['move', 130, 90],
      ['up', 130, 90],
    ]);
    expect(effects).toEqual([
      {
        type: 'region',
        polygon: [
          { x: 80, y: 60 },
          { x: 100, y: 60 },
          { x: 100, y: 80 },
          { x: 80, y: 80 },
        ],
      },
    ]);
    expect(play(sceneOf('rectangle'), clickAt(10, 30)).effects).toEqual([]);
  });

  const corners = [...clickAt(30, 10), ...apart, ...clickAt(60, 10), ...apart, ...clickAt(60, 40)];
  const triangle = [
    {
      type: 'region',
      polygon: [
        { x: 30, y: 10 },
        { x: 60, y: 10 },
        { x: 60, y: 40 },
      ],
    },
  ];

  it.each([
    ['Enter', [{ type: 'key', key: 'Enter' } as const]],
    ['the first corner', [...apart, ...clickAt(31, 11)]],
    ['a double click', clickAt(60, 40)],
  ])('are polygons closed by %s', (_, end) => {
    const { effects, state } = play(sceneOf('polygon'), [...corners, ...end]);
    expect(effects).toEqual(triangle);
    expect(state.corners).toEqual([]);
  });

  it('lose a corner by Backspace and all by Escape', () => {
    const key = (name: 'Backspace' | 'Escape' | 'Enter') => ({ type: 'key', key: name }) as const;
    expect(play(sceneOf('polygon'), [...corners, key('Backspace')]).state.corners).toHaveLength(2);
    expect(play(sceneOf('polygon'), [...corners, key('Backspace'), key('Enter')]).effects).toEqual([]);
    expect(play(sceneOf('polygon'), [...corners, key('Escape'), key('Enter')]).effects).toEqual([]);
  });

  it('are drawn by hand in one go, and the view moves once there are corners', () => {
    const stroke: Stroke[] = [
      ['down', 10, 10],
      ['move', 40, 10],
      ['move', 40, 40],
      ['up', 40, 40],
    ];
    expect(play(sceneOf('polygon'), stroke).effects).toEqual([
      {
        type: 'region',
        polygon: [
          { x: 10, y: 10 },
          { x: 40, y: 10 },
          { x: 40, y: 40 },
        ],
      },
    ]);
    const moved = play(sceneOf('polygon'), [...clickAt(5, 5), ...apart, ...stroke]);
    expect(moved.effects.every(({ type }) => type === 'pan')).toBe(true);
    expect(moved.state.corners).toHaveLength(1);
  });
});

describe('two fingers', () => {
  it.each(['pan', 'add', 'select', 'erase', 'rectangle', 'polygon'] as const)(
    'move the view with the tool %s',
    (tool) => {
      const { effects, state } = play(sceneOf(tool), [
        ['down', 50, 10, finger(1)],
        ['move', 50, 30, finger(1)],
        ['down', 70, 30, finger(2)],
        ['move', 90, 30, finger(2)],
        ['up', 90, 30, finger(2)],
        ['move', 50, 35, finger(1)],
        ['up', 50, 35, finger(1)],
      ]);
      const views = effects.filter(({ type }) => type === 'pan' || type === 'zoom');
      expect(views.slice(-3)).toEqual([
        { type: 'pan', dx: 20, dy: 0 },
        { type: 'zoom', factor: 2, x: 160, y: 70 },
        { type: 'pan', dx: 0, dy: 10 },
      ]);
      expect(effects.filter(({ type }) => type !== 'pan' && type !== 'zoom' && type !== 'select')).toEqual(
        [],
      );
      expect(state.act.type).toBe('rest');
    },
  );
});

describe('any pointer', () => {
  it('moves the view with the middle button whatever the tool', () => {
    const { effects } = play(sceneOf('erase'), [
      ['down', 10, 50, { pans: true }],
      ['move', 20, 50, { pans: true }],
      ['up', 20, 50, { pans: true }],
    ]);
    expect(effects).toEqual([{ type: 'pan', dx: 20, dy: 0 }]);
  });

  it('says where it is, and when it has left', () => {
    const scene = sceneOf('pan');
    const over = stepGesture(atRest, inputOf(['move', 30, 20], 0), scene);
    expect(over.effects).toEqual([{ type: 'pointer', x: 30, y: 20, inside: true }]);
    const beside = stepGesture(over.state, inputOf(['move', 30, 90], 0), scene);
    expect(beside.effects).toEqual([{ type: 'pointer', x: 30, y: 90, inside: false }]);
    expect(stepGesture(beside.state, { type: 'leave' }, scene).effects).toEqual([
      { type: 'pointer', x: 30, y: 90, inside: false },
    ]);
  });

  it('changes nothing when the browser takes it away', () => {
    const { effects, state } = play(sceneOf('erase'), [['down', 10, 50], { type: 'cancel', id: 1 }]);
    expect(effects).toEqual([]);
    expect(state.act.type).toBe('rest');
  });

  it('goes nearer by a double click with the hand', () => {
    const { effects } = play(sceneOf('pan'), [...clickAt(30, 30), ...clickAt(30, 30)]);
    expect(effects).toEqual([{ type: 'zoom', factor: 2, x: 80, y: 70 }]);
  });
});
