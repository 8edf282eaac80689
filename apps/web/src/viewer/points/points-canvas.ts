import { fitCanvas } from '../gl.js';
import { type Box, clipped, moveDrawing, type PixelView, pixelView, replace, revealed } from '../pixels.js';
import type { PointStyle } from '../viewer.js';
import { type Bounds, together } from './geometry.js';
import type { PointFrame, PointPainter } from './point-painter.js';
import { beginPrint, goOn, type Print, printBox, putPrint } from './print.js';
import { createStamps, type Stamps } from './stamps.js';

/** Milliseconds of a frame that go into drawing points during a zoom. */
const zoomShare = 3;

/** How far beyond the screen points are drawn during a zoom out, as a share of its sides: it shows what is there. */
const zoomMargin = 0.125;

/** Sizes of markers are this far apart in real pixels: a point more, which makes all a little smaller, changes nothing. */
const radiusStep = 0.125;

/** What stands on the canvas. */
interface Shown {
  readonly at: PixelView;
  readonly style: PointStyle;
  readonly stamps: Stamps;
  /** Where the dragged points are drawn. */
  readonly dragged: Bounds | undefined;
  /** False while a drawing of another scale stands for it. */
  readonly exact: boolean;
}

/** A drawing on a canvas of its own that is shown enlarged or reduced during a zoom. */
interface Still {
  readonly context: CanvasRenderingContext2D;
  at: PixelView | undefined;
}

const newContext = () => document.createElement('canvas').getContext('2d')!;

/** The part of the canvas that markers within bounds may touch. */
function touched({ minX, minY, maxX, maxY }: Bounds, { scale, left, top }: PixelView, reach: number): Box {
  const [x, y] = [Math.floor(minX * scale) - reach, Math.floor(minY * scale) - reach];
  return {
    left: left + x,
    top: top + y,
    width: Math.floor(maxX * scale) + reach + 1 - x,
    height: Math.floor(maxY * scale) + reach + 1 - y,
  };
}

/**
 * Draws the points without WebGL. Pixels are written by hand: a canvas takes a hundred times longer for 100,000 small
 * pictures than for one that it gets ready-made. When the view moves, the drawing moves with it, and only what comes into
 * sight or has changed is drawn. During a zoom an earlier drawing is shown enlarged or reduced, while the next one is
 * made, a part with each frame; what is shown at rest is drawn for it.
 */
export function createCanvasPoints(canvas: HTMLCanvasElement): PointPainter {
  const context = canvas.getContext('2d')!;
  const spare = newContext();
  const still: Still = { context: newContext(), at: undefined };
  let shown: Shown | undefined;
  let print: Print | undefined;

  const stampsFor = ({ radius, ratio, style }: PointFrame): Stamps => {
    const rounded = Math.round((radius * ratio) / radiusStep) * radiusStep;
    const known = shown?.stamps;
    if (known?.radius === rounded && shown?.style === style) return known;
    return createStamps(rounded, ratio, style.classes);
  };

  const drawAll = ({ store, drag }: PointFrame, at: PixelView, stamps: Stamps) => {
    const { width, height } = canvas;
    const all = beginPrint(at, stamps, { left: 0, top: 0, width, height });
    goOn(all, store, drag, Infinity);
    putPrint(context, all, 0, 0);
  };
  const drawBox = (frame: PointFrame, at: PixelView, stamps: Stamps, box: Box) => {
    const part = beginPrint(at, stamps, box);
    printBox(part, frame);
    putPrint(context, part, box.left, box.top);
  };

  /** Draws by what was drawn for another scale, and goes on with the drawing that will take its place. */
  const drawStandIn = ({ store, drag }: PointFrame, at: PixelView, stamps: Stamps) => {
    const { width, height } = canvas;
    if (still.at === undefined) {
      fitCanvas(still.context.canvas, width, height, 1);
      replace(still.context, canvas, 0, 0, width, height);
      still.at = shown!.at;
    }
    const margin = at.scale < shown!.at.scale ? zoomMargin : 0;
    const [across, down] = [Math.round(width * margin), Math.round(height * margin)];
    const box = { left: -across, top: -down, width: width + 2 * across, height: height + 2 * down };
    print ??= beginPrint(at, stamps, box);
    if (goOn(print, store, drag, zoomShare)) {
      const made = print;
      fitCanvas(still.context.canvas, made.box.width, made.box.height, 1);
      putPrint(still.context, made, 0, 0);
      still.at = {
        scale: made.at.scale,
        left: made.at.left - made.box.left,
        top: made.at.top - made.box.top,
      };
      print = undefined;
    }
    const by = at.scale / still.at.scale;
    const source = still.context.canvas;
    const [left, top] = [at.left - by * still.at.left, at.top - by * still.at.top];
    context.imageSmoothingEnabled = false;
    replace(context, source, left, top, by * source.width, by * source.height);
  };

  /** What is to be drawn anew: nothing, parts, or everything. */
  const boxesToDraw = (at: PixelView, stamps: Stamps, changed: Bounds | 'all' | undefined) => {
    if (shown === undefined || !shown.exact || changed === 'all') return 'all';
    if (shown.stamps !== stamps || shown.at.scale !== at.scale) return 'all';
    const boxes = revealed(canvas.width, canvas.height, at.left - shown.at.left, at.top - shown.at.top);
    return changed === undefined ? boxes : [...boxes, touched(changed, at, stamps.reach)];
  };

  const draw = (frame: PointFrame, changed: Bounds | 'all' | undefined) => {
    const { style, dragged } = frame;
    const at = pixelView(frame.view, frame.ratio);
    const stamps = stampsFor(frame);
    const standIn = frame.zooming && changed === undefined && shown?.style === style;
    if (standIn && (!shown!.exact || shown!.at.scale !== at.scale)) {
      drawStandIn(frame, at, stamps);
      shown = { at, style, stamps, dragged, exact: false };
      return;
    }
    [still.at, print] = [undefined, undefined];
    const boxes = boxesToDraw(at, stamps, changed);
    if (boxes === 'all') {
      drawAll(frame, at, stamps);
    } else {
      const [dx, dy] = [at.left - shown!.at.left, at.top - shown!.at.top];
      if (dx !== 0 || dy !== 0) moveDrawing(context, spare, dx, dy);
      for (const box of boxes) {
        const seen = clipped(box, canvas);
        if (seen) drawBox(frame, at, stamps, seen);
      }
    }
    shown = { at, style, stamps, dragged, exact: true };
  };

  return {
    by: 'canvas',
    draw(frame) {
      const { store, view, ratio, style, dragged } = frame;
      const empty = !style.visible || store.count === 0;
      // A layer that is not shown costs nothing when the view moves.
      canvas.style.display = empty ? 'none' : '';
      if (empty) {
        shown = undefined;
        return;
      }
      const { width, height } = canvas;
      fitCanvas(canvas, view.width, view.height, ratio);
      if (canvas.width === 0 || canvas.height === 0) return;
      if (canvas.width !== width || canvas.height !== height) shown = undefined;
      const changed = store.takeChangedBounds();
      const moved = together(dragged, shown?.dragged);
      draw(frame, changed === 'all' ? 'all' : together(changed, moved));
    },
    close() {
      [shown, print, still.at] = [undefined, undefined, undefined];
    },
  };
}
