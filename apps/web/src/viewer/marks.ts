import type { Point } from '@celltally/imaging';
import type { Draft } from './gestures/gesture.js';
import { fitCanvas } from './gl.js';
import { toScreen, type View } from './view.js';

/** Lines over the picture and the points. */
export interface Marks {
  readonly regions: readonly (readonly Point[])[];
  readonly draft: Draft;
  /** A cross in the middle. */
  readonly cross: boolean;
}

/** Half the length of the cross's arms, and the gap in its middle, in CSS pixels. */
const crossArm = 14;
const crossGap = 3;

/** White over black: seen on every ground. */
function strokeTwice(context: CanvasRenderingContext2D, path: Path2D, dash: readonly number[] = []): void {
  context.setLineDash([]);
  context.lineWidth = 4;
  context.strokeStyle = 'rgb(0 0 0 / 0.7)';
  context.stroke(path);
  context.setLineDash([...dash]);
  context.lineWidth = 1.75;
  context.strokeStyle = '#fff';
  context.stroke(path);
}

function outlinePath(outline: readonly Point[], closed: boolean, view: View): Path2D {
  const path = new Path2D();
  for (const corner of outline) {
    const { x, y } = toScreen(view, corner);
    path.lineTo(x, y);
  }
  if (closed) path.closePath();
  return path;
}

function corners(outline: readonly Point[], view: View): Path2D {
  const path = new Path2D();
  for (const corner of outline) {
    const { x, y } = toScreen(view, corner);
    path.rect(x - 2.5, y - 2.5, 5, 5);
  }
  return path;
}

function crossPath({ width, height }: View): Path2D {
  const path = new Path2D();
  const [x, y] = [width / 2, height / 2];
  for (const [dx, dy] of [
    [1, 0],
    [-1, 0],
    [0, 1],
    [0, -1],
  ] as const) {
    path.moveTo(x + dx * crossGap, y + dy * crossGap);
    path.lineTo(x + dx * crossArm, y + dy * crossArm);
  }
  return path;
}

/** Draws regions, what is being drawn, the eraser and the cross. */
export function drawMarks(canvas: HTMLCanvasElement, view: View, ratio: number, marks: Marks): void {
  const { regions, draft, cross } = marks;
  const { outline, closed, brush } = draft;
  const empty = regions.length === 0 && outline.length === 0 && brush === undefined && !cross;
  // A layer that is not shown costs nothing when the view moves.
  canvas.style.display = empty ? 'none' : '';
  if (empty) return;
  fitCanvas(canvas, view.width, view.height, ratio);
  const context = canvas.getContext('2d')!;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, view.width, view.height);
  context.lineJoin = 'round';
  for (const region of regions) strokeTwice(context, outlinePath(region, true, view));
  if (outline.length > 0) {
    const path = outlinePath(outline, closed, view);
    if (closed) {
      context.fillStyle = 'rgb(255 255 255 / 0.12)';
      context.fill(path);
    } else {
      strokeTwice(context, corners(outline, view));
    }
    strokeTwice(context, path, [6, 4]);
  }
  if (brush !== undefined) {
    const circle = new Path2D();
    circle.arc(brush.x, brush.y, brush.radius, 0, 2 * Math.PI);
    context.fillStyle = 'rgb(255 255 255 / 0.15)';
    context.fill(circle);
    strokeTwice(context, circle);
  }
  if (cross) strokeTwice(context, crossPath(view));
}
