import type { Point } from '@celltally/imaging';
import { draftOf } from './gestures/draft.js';
import { atRest, type GestureEffect, type GestureInput, type Scene } from './gestures/gesture.js';
import { listenToPointers } from './gestures/pointer-input.js';
import { stepGesture } from './gestures/step-gesture.js';
import { drawMarks } from './marks.js';
import { mapImage } from './picture/map-image.js';
import { createStage } from './picture/stage.js';
import { defaultDisplay, tonesOf } from './picture/tone.js';
import { createPointLayer } from './points/point-layer.js';
import { scaleBar } from './scale-bar.js';
import { createScaleBarElement } from './scale-bar-element.js';
import { takeSnapshot } from './snapshot.js';
import { sameView, toPicture } from './view.js';
import type {
  ChannelDisplay,
  ViewedPicture,
  Viewer,
  ViewerEvent,
  ViewerTool,
  ViewerWords,
} from './viewer.js';

/** The longest scale bar in CSS pixels. */
const longestBar = 140;

const cursors: Readonly<Record<ViewerTool, string>> = {
  pan: 'grab',
  add: 'crosshair',
  select: 'default',
  erase: 'none',
  rectangle: 'crosshair',
  polygon: 'crosshair',
};

/** A layer that fills the viewer; pointers go through to the surface. */
function layer<Tag extends 'div' | 'canvas'>(tag: Tag, parent: HTMLElement): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  Object.assign(element.style, {
    position: 'absolute',
    inset: '0',
    width: '100%',
    height: '100%',
    pointerEvents: 'none',
  });
  parent.append(element);
  return element;
}

/**
 * A viewer in an element of the page, whose size it takes; the page places and sizes the element. Everything the user
 * does in the picture is said by `on`; nothing changes until the page says so.
 */
export function createViewer(
  element: HTMLElement,
  on: (event: ViewerEvent) => void,
  words: ViewerWords,
): Viewer {
  Object.assign(element.style, { position: 'relative', overflow: 'hidden', touchAction: 'none' });
  element.tabIndex = 0;
  element.setAttribute('role', 'application');
  element.setAttribute('aria-label', words.label);
  const ground = layer('div', element);
  const pointCanvas = layer('canvas', element);
  const markCanvas = layer('canvas', element);
  const surface = layer('div', element);
  surface.style.pointerEvents = 'auto';
  const bar = createScaleBarElement();
  element.append(bar.element);

  const ending = new AbortController();
  let picture: ViewedPicture | undefined;
  let display: readonly ChannelDisplay[] | undefined;
  let tool: ViewerTool = 'pan';
  let brush = 40;
  let selection: ReadonlySet<number> = new Set();
  let regions: readonly (readonly Point[])[] = [];
  let cross = false;
  let gesture = atRest;
  let failed = false;
  let frame = 0;

  const stage = createStage(ground, {
    onDraw: () => draw(),
    onFailure: (cause) => {
      if (!failed) on({ type: 'unreadable', cause });
      failed = true;
    },
  });
  const points = createPointLayer(pointCanvas, () => request());

  let drawnView = stage.view();
  const scene = (): Scene => {
    const view = stage.view();
    return {
      tool,
      view,
      picture: picture ?? { width: 0, height: 0 },
      brush,
      marker: points.radius(view),
      selection,
      pick: (place, reach) => points.index.nearest(place, reach)?.id,
      swept: (from, to, radius) => points.index.swept(from, to, radius).map(({ id }) => id),
      within: (polygon) => points.index.within(polygon).map(({ id }) => id),
    };
  };
  const barNow = () =>
    picture && scaleBar(stage.view().scale, longestBar, picture.pixelSize?.x, words.pixels);

  /** Draws all that lies over the picture. */
  const draw = () => {
    cancelAnimationFrame(frame);
    frame = 0;
    if (!stage.ready()) return;
    const now = scene();
    const draft = draftOf(gesture, now);
    points.mark('doomed', draft.doomed);
    points.mark('dragged', draft.dragged);
    points.setDrag(draft.drag);
    points.draw(now.view, devicePixelRatio, stage.zooming());
    drawMarks(markCanvas, now.view, devicePixelRatio, { regions, draft, cross });
    bar.update(barNow());
    if (sameView(now.view, drawnView)) return;
    const zoomed = now.view.scale !== drawnView.scale;
    drawnView = now.view;
    if (zoomed) on({ type: 'view', zoom: now.view.scale });
  };
  const request = () => {
    if (frame === 0 && !ending.signal.aborted) frame = requestAnimationFrame(draw);
  };

  const follow = (effect: GestureEffect) => {
    if (effect.type === 'pan') stage.pan(effect.dx, effect.dy, 'once');
    else if (effect.type === 'zoom') {
      const glides = gesture.act.type === 'rest';
      stage.zoom(effect.factor, effect.x, effect.y, glides ? 'gently' : 'once');
    } else on(effect);
  };
  const onInput = (input: GestureInput) => {
    if (picture === undefined || !stage.ready()) return;
    const now = scene();
    const step = stepGesture(gesture, input, now);
    gesture = step.state;
    // The page answers to events at once, so that a dragged point does not jump back for a frame.
    step.effects.forEach(follow);
    surface.style.cursor = cursorNow(now);
    request();
  };
  const cursorNow = ({ view, marker, pick }: Scene): string => {
    const { act, hover } = gesture;
    if (act.type === 'pan') return 'grabbing';
    const takes = tool === 'pan' || tool === 'add' || tool === 'select';
    if (!takes || act.type !== 'rest' || hover === undefined) return cursors[tool];
    return pick(toPicture(view, hover), (marker + 3) / view.scale) === undefined ? cursors[tool] : 'pointer';
  };
  const letGo = () => {
    gesture = stepGesture(gesture, { type: 'key', key: 'Escape' }, scene()).state;
  };

  listenToPointers(
    surface,
    element,
    {
      onInput,
      onWheel: ({ factor, x, y, pinched }) => stage.zoom(factor, x, y, pinched ? 'once' : 'gently'),
      takesKey: (key) => gesture.corners.length > 0 || (key === 'Escape' && gesture.act.type !== 'rest'),
    },
    ending.signal,
  );
  const showTones = () => {
    const shown = picture && tonesOf(display ?? defaultDisplay(picture), picture);
    stage.setTones(shown ?? []);
  };
  surface.style.cursor = cursors[tool];

  return {
    show(next, keepView = false) {
      if (next?.id === picture?.id) return;
      picture = next;
      failed = false;
      letGo();
      showTones();
      stage.show(next, keepView);
      request();
    },
    setDisplay(channels) {
      display = channels;
      showTones();
    },
    setPoints(all) {
      points.setAll(all);
      request();
    },
    changePoints({ put = [], removed = [] }) {
      points.change(put, removed);
      request();
    },
    setPointStyle(style) {
      points.setStyle(style);
      request();
    },
    setSelection(ids) {
      selection = new Set(ids);
      points.mark('selected', selection);
      request();
    },
    setMap(map) {
      stage.setMap(map && mapImage(map));
    },
    setRegions(next) {
      regions = next;
      request();
    },
    setTool(next) {
      if (next === tool) return;
      tool = next;
      letGo();
      surface.style.cursor = cursors[tool];
      request();
    },
    setBrush(diameter) {
      brush = diameter;
      request();
    },
    fit: stage.fit,
    zoomBy: (factor) => {
      const { width, height } = stage.view();
      stage.zoom(factor, width / 2, height / 2, 'gently');
    },
    panBy: (dx, dy) => stage.pan(-dx, -dy, 'gently'),
    goTo: stage.goTo,
    middle: () => {
      const view = stage.view();
      return toPicture(view, { x: view.width / 2, y: view.height / 2 });
    },
    setCross(visible) {
      cross = visible;
      request();
    },
    pick: (x, y, reach) => {
      const { view, marker, pick } = scene();
      return pick({ x, y }, (reach ?? marker) / view.scale);
    },
    within: (polygon) => scene().within(polygon),
    snapshot() {
      // What WebGL has drawn is only there until the browser has shown it.
      stage.repaint();
      draw();
      return takeSnapshot([stage.canvas, pointCanvas, markCanvas], barNow(), stage.view(), devicePixelRatio);
    },
    close() {
      ending.abort();
      cancelAnimationFrame(frame);
      stage.close();
      points.close();
      element.replaceChildren();
      element.removeAttribute('role');
      element.removeAttribute('aria-label');
    },
  };
}
