import type { ScaleBar } from './scale-bar.js';

const ground = 'rgb(0 0 0 / 0.72)';
const font = '12px system-ui, sans-serif';

/** The scale bar on the page. White on a dark ground of its own reaches 9 to 1 even over white. */
export function createScaleBarElement(): {
  readonly element: HTMLElement;
  update(bar: ScaleBar | undefined): void;
} {
  const element = document.createElement('div');
  element.className = 'viewer-scale-bar';
  Object.assign(element.style, {
    position: 'absolute',
    left: '12px',
    bottom: '12px',
    padding: '4px 8px 7px',
    borderRadius: '4px',
    background: ground,
    color: '#fff',
    font,
    textAlign: 'center',
    pointerEvents: 'none',
  });
  const text = document.createElement('div');
  const line = document.createElement('div');
  Object.assign(line.style, { height: '3px', background: '#fff', marginTop: '3px' });
  element.append(text, line);
  let shown: string | undefined;
  return {
    element,
    update(bar) {
      const width = `${bar?.pixels.toFixed(1)}px`;
      const next = bar === undefined ? '' : `${bar.text} ${width}`;
      if (next === shown) return;
      shown = next;
      element.hidden = bar === undefined;
      if (bar === undefined) return;
      text.textContent = bar.text;
      line.style.width = width;
    },
  };
}

/** The same bar in the lower left corner of a picture; `context` counts in CSS pixels. */
export function drawScaleBar(context: CanvasRenderingContext2D, bar: ScaleBar, height: number): void {
  context.font = font;
  const wide = Math.max(bar.pixels, context.measureText(bar.text).width);
  const [left, top, tall] = [12, height - 12 - 32, 32];
  context.fillStyle = ground;
  context.beginPath();
  context.roundRect(left, top, wide + 16, tall, 4);
  context.fill();
  context.fillStyle = '#fff';
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillText(bar.text, left + 8 + wide / 2, top + 12);
  context.fillRect(left + 8 + (wide - bar.pixels) / 2, top + 22, bar.pixels, 3);
}
