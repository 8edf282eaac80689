import { createViewer } from '../create-viewer.js';
import type {
  ChannelDisplay,
  PointStyle,
  ViewedPicture,
  ViewedPoint,
  Viewer,
  ViewerEvent,
} from '../viewer.js';
import {
  evenNumbers,
  pictureOfWorker,
  type SyntheticOptions,
  syntheticPicture,
} from './synthetic-picture.js';

/** A page with nothing but a viewer, for tests and the bench. It answers to events as the page would. */
export interface Lab {
  readonly viewer: Viewer;
  readonly events: ViewerEvent[];
  readonly points: Map<number, ViewedPoint>;
  readonly selection: Set<number>;
  /** A picture that a worker computes. */
  show(options: Omit<SyntheticOptions, 'sample' | 'onRead'>): void;
  /** 400 x 300 of 16 bits: columns of 100 pixels of 1000, 2000, 3000 and 4000, shown from 1000 to 3000. */
  showLevels(): void;
  /** A picture whose readings end only by being given up. */
  showStuck(): void;
  /** A picture that cannot be read. */
  showBroken(): void;
  /** Readings that have begun and not ended. */
  readonly reading: number;
  /** Regions that were read so far. */
  readonly reads: number;
  /** Contexts of the canvases on the page, in their order. */
  contexts(): readonly string[];
  /** Points spread evenly, the same in every run. */
  scatter(count: number, width: number, height: number): void;
  settled(): Promise<void>;
  /** Red, green, blue and opacity of the screen at a place, from what the viewer draws. */
  pixel(x: number, y: number): Promise<readonly number[]>;
  /** Pixels of the view that change when everything is drawn again. */
  stale(): Promise<number>;
  /** Milliseconds from frame to frame while something moves. */
  measure(move: 'pan' | 'zoom', frames: number): Promise<readonly number[]>;
  /** Median time of one edit: the call, and until its frame is drawn. */
  measureEdit(edits: number): Promise<{ readonly call: number; readonly frame: number }>;
}

const nextFrame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
const at = (sorted: readonly number[], share: number) => sorted[Math.floor(share * (sorted.length - 1))]!;
const sorted = (values: readonly number[]) => [...values].sort((a, b) => a - b);

/** @param newWorker starts a worker that computes pictures */
export function createLab(element: HTMLElement, newWorker: () => Worker): Lab {
  let worker: Worker | undefined;
  const events: ViewerEvent[] = [];
  const points = new Map<number, ViewedPoint>();
  const selection = new Set<number>();
  let nextId = 1_000_000;
  let [reads, reading] = [0, 0];

  const answer = (event: ViewerEvent) => {
    events.push(event);
    switch (event.type) {
      case 'add': {
        const point = { id: nextId++, x: event.x, y: event.y, kind: 0 };
        points.set(point.id, point);
        viewer.changePoints({ put: [point] });
        break;
      }
      case 'move': {
        const put = event.ids
          .map((id) => points.get(id)!)
          .map((point) => ({ ...point, x: point.x + event.dx, y: point.y + event.dy }));
        for (const point of put) points.set(point.id, point);
        viewer.changePoints({ put });
        break;
      }
      case 'erase':
        for (const id of event.ids) points.delete(id);
        viewer.changePoints({ removed: event.ids });
        break;
      case 'select':
        if (!event.extend) selection.clear();
        for (const id of event.ids) selection.add(id);
        viewer.setSelection([...selection]);
        break;
    }
  };
  const viewer = createViewer(element, answer, { label: 'Picture', pixels: 'px' });
  const style: PointStyle = {
    size: 7,
    visible: true,
    classes: [
      [255, 214, 10],
      [64, 196, 255],
      [255, 99, 132],
    ],
  };
  viewer.setPointStyle(style);
  let display: readonly ChannelDisplay[] = [];
  /** What is seen, a number for each pixel. */
  const pixels = async () => {
    const picture = await createImageBitmap(await viewer.snapshot());
    const context = new OffscreenCanvas(picture.width, picture.height).getContext('2d')!;
    context.drawImage(picture, 0, 0);
    return new Uint32Array(context.getImageData(0, 0, picture.width, picture.height).data.buffer);
  };

  /** Shows a picture and counts what is read of it. */
  const present = (picture: ViewedPicture) => {
    const read: ViewedPicture['read'] = async (...wanted) => {
      reads++;
      reading++;
      return picture.read(...wanted).finally(() => {
        reading--;
      });
    };
    viewer.show({ ...picture, read });
  };

  return {
    viewer,
    events,
    points,
    selection,
    show(options) {
      worker ??= newWorker();
      present(pictureOfWorker(worker, options));
    },
    showLevels() {
      const sample = (x: number) => 1000 * (1 + Math.floor(x / 100));
      present(syntheticPicture({ id: 'levels', width: 400, height: 300, bitDepth: 16, sample }));
      display = [{ channel: 0, visible: true, low: 1000, high: 3000, colour: [255, 255, 255] }];
      viewer.setDisplay(display);
    },
    showStuck() {
      const onRead = (_: readonly number[], signal: AbortSignal) =>
        new Promise<void>((_resolve, reject) =>
          signal.addEventListener('abort', () => reject(signal.reason), { once: true }),
        );
      present(syntheticPicture({ id: 'stuck', width: 3000, height: 2000, onRead }));
    },
    showBroken() {
      const onRead = () => Promise.reject(new Error('the file is damaged'));
      present(syntheticPicture({ id: 'broken', width: 3000, height: 2000, onRead }));
    },
    contexts: () =>
      [...document.querySelectorAll('canvas')].map((canvas) => (canvas.getContext('2d') ? '2d' : 'webgl2')),
    get reading() {
      return reading;
    },
    get reads() {
      return reads;
    },
    scatter(count, width, height) {
      const number = evenNumbers(20_260_101);
      points.clear();
      for (let id = 0; id < count; id++) {
        points.set(id, { id, x: number() * width, y: number() * height, kind: id % 3 });
      }
      viewer.setPoints([...points.values()]);
    },
    async settled() {
      // Until tiles have come and springs are at rest for some frames and a moment.
      let [before, since, still] = ['', performance.now(), 0];
      while (still < 6 || performance.now() - since < 300) {
        await nextFrame();
        const { x, y } = viewer.middle();
        const now = [x, y, events.filter(({ type }) => type === 'view').length, reads].join();
        still = now === before && reading === 0 ? still + 1 : 0;
        if (still === 0) since = performance.now();
        before = now;
      }
    },
    async pixel(x, y) {
      const picture = await createImageBitmap(await viewer.snapshot());
      const context = new OffscreenCanvas(picture.width, picture.height).getContext('2d')!;
      context.drawImage(picture, 0, 0);
      const ratio = devicePixelRatio;
      return [...context.getImageData(Math.floor(x * ratio), Math.floor(y * ratio), 1, 1).data];
    },
    async stale() {
      const before = await pixels();
      // Other objects, of the same content: nothing that was drawn for those before holds any longer.
      viewer.setDisplay([...display]);
      viewer.setPointStyle({ ...style });
      const after = await pixels();
      return after.reduce((count, pixel, i) => count + (pixel === before[i] ? 0 : 1), 0);
    },
    async measure(move, frames) {
      const times: number[] = [];
      let before = await nextFrame();
      for (let i = 0; i < frames; i++) {
        const back = Math.floor(i / 30) % 2 === 0 ? 1 : -1;
        if (move === 'pan') viewer.panBy(12 * back, 7 * back);
        else viewer.zoomBy(1.05 ** back);
        const now = await nextFrame();
        times.push(now - before);
        before = now;
      }
      return times;
    },
    async measureEdit(edits) {
      const [calls, drawn]: [number[], number[]] = [[], []];
      const ids = [...points.keys()];
      for (let i = 0; i < edits; i++) {
        await nextFrame();
        const point = points.get(ids[(i * 7919) % ids.length]!)!;
        const start = performance.now();
        viewer.changePoints({ put: [{ ...point, x: point.x + 1 }] });
        calls.push(performance.now() - start);
        await nextFrame();
        await nextFrame();
        drawn.push(performance.now() - start);
      }
      return { call: at(sorted(calls), 0.5), frame: at(sorted(drawn), 0.5) };
    },
  };
}
