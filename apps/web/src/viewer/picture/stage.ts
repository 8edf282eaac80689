import OpenSeadragon from 'openseadragon';
import type { View } from '../view.js';
import type { ViewedPicture } from '../viewer.js';
import { createZooming } from '../zooming.js';
import { drawerClass } from './drawer.js';
import { createSampleCache } from './sample-cache.js';
import { fillTile, type SampleTile } from './sample-tile.js';
import type { MapImage, TilePainter } from './tile-painter.js';
import { createPictureTiles, type PictureTiles } from './tile-source.js';
import { createCanvasTiles } from './tiles-canvas.js';
import { createGlTiles } from './tiles-gl.js';
import type { Tone } from './tone.js';

/** Bytes of samples that are kept, so that a return to a place or a channel reads nothing again. */
const sampleBudget = 256 * 2 ** 20;

/** Readings at a time; a picture in a file has one reader, and what waits can still be given up. */
const readingsAtOnce = 4;

const nothing = { width: 0, height: 0 };

/** The picture with what moves it; places are CSS pixels from its corner. */
export interface Stage {
  readonly by: 'webgl' | 'canvas';
  readonly canvas: HTMLCanvasElement;
  readonly view: () => View;
  /** False while a picture is being opened, when the view is still that of the one before. */
  readonly ready: () => boolean;
  /** Whether a zoom is under way; at its end everything is drawn again. */
  readonly zooming: () => boolean;
  show(picture: ViewedPicture | undefined, keepView: boolean): void;
  setTones(tones: readonly Tone[]): void;
  setMap(map: MapImage | undefined): void;
  /** Draws now what was drawn last. */
  repaint(): void;
  fit(): void;
  /** @param at once: without the glide */
  pan(dx: number, dy: number, at: 'once' | 'gently'): void;
  zoom(factor: number, x: number, y: number, at: 'once' | 'gently'): void;
  goTo(x: number, y: number, scale: number | undefined): void;
  close(): void;
}

export interface StageHooks {
  /** The view has changed or more of the picture has come. */
  readonly onDraw: () => void;
  readonly onFailure: (cause: unknown) => void;
}

export function createStage(element: HTMLElement, { onDraw, onFailure }: StageHooks): Stage {
  const cache = createSampleCache(sampleBudget);
  let painter!: TilePainter;
  let canvas!: HTMLCanvasElement;
  let drawn: readonly SampleTile[] = [];
  let tones: readonly Tone[] = [];
  let map: MapImage | undefined;
  let picture: ViewedPicture | undefined;
  let tiles: PictureTiles | undefined;
  let controller = new AbortController();
  const filling = new WeakSet<SampleTile>();
  /** What was asked for while the library was still opening a picture. */
  let waiting: (() => void)[] = [];
  let opening: 'no' | 'yes' | 'again' = 'no';
  let keep = false;

  const osd = OpenSeadragon({
    element,
    drawer: drawerClass({
      prepare(made) {
        canvas = made;
        // A canvas that was asked in vain for WebGL can still be drawn on.
        painter = createGlTiles(made, () => repaint()) ?? createCanvasTiles(made);
      },
      draw(wanted) {
        drawn = wanted;
        repaint();
      },
    }),
    showNavigationControl: false,
    mouseNavEnabled: false,
    keyboardNavEnabled: false,
    tabIndex: -1,
    blendTime: 0,
    animationTime: 0.35,
    springStiffness: 9,
    visibilityRatio: 0.2,
    constrainDuringPan: true,
    minZoomImageRatio: 0.5,
    maxZoomPixelRatio: 64,
    imageLoaderLimit: readingsAtOnce,
    maxTilesPerFrame: readingsAtOnce,
    // A strip of a large file is decoded for a tile, which has no time limit.
    timeout: 2 ** 31 - 1,
  } as OpenSeadragon.Options);
  const { viewport } = osd;

  const view = (): View => {
    const { x: width, y: height } = viewport.getContainerSize();
    const bounds = viewport.getBounds(true);
    // The library counts in widths of the picture.
    const scale = picture === undefined || width === 0 ? 1 : width / (bounds.width * picture.width);
    const unit = scale * (picture?.width ?? 0);
    return { scale, left: -bounds.x * unit, top: -bounds.y * unit, width, height };
  };

  /** Reads the channels that were switched on after a tile was read. */
  const fill = (tile: SampleTile) => {
    const channels = tones.map(({ channel }) => channel);
    if (filling.has(tile) || channels.every((channel) => tile.planes.has(channel))) return;
    const { signal } = controller;
    filling.add(tile);
    fillTile(tile, channels, cache, signal).then(
      () => {
        if (signal.aborted) return;
        filling.delete(tile);
        repaint();
      },
      // A tile that failed stays marked as being filled: it would fail again with every frame.
      (cause: unknown) => {
        if (!signal.aborted) onFailure(cause);
      },
    );
  };

  const zooming = createZooming(() => {
    repaint();
    onDraw();
  });
  const repaint = () => {
    if (picture === undefined) drawn = [];
    for (const tile of drawn) fill(tile);
    const ratio = OpenSeadragon.pixelDensityRatio;
    const seen = view();
    const zooms = zooming.seen(seen.scale);
    painter.draw({
      view: seen,
      ratio,
      tiles: drawn,
      tones,
      map,
      picture: picture ?? nothing,
      zooming: zooms,
    });
  };

  const whenOpen = (action: () => void) => {
    if (opening === 'no') action();
    else waiting.push(action);
  };

  const open = () => {
    if (picture === undefined) {
      opening = 'no';
      osd.close();
      repaint();
      onDraw();
      return;
    }
    opening = 'yes';
    // Read at each opening; the types know it as an option only.
    Object.assign(osd, { preserveViewport: keep });
    tiles = createPictureTiles({
      picture,
      cache,
      channels: () => tones.map(({ channel }) => channel),
      onFailure,
      onDrop: (tile) => painter.forget(tile),
    });
    osd.open({ tileSource: tiles.source });
  };

  osd.addHandler('open', () => {
    if (opening === 'again') {
      open();
      return;
    }
    opening = 'no';
    const actions = waiting;
    waiting = [];
    for (const action of actions) action();
  });
  osd.addHandler('update-viewport', () => {
    if (opening !== 'no') return;
    tiles?.giveUpUnseen(view());
    onDraw();
  });

  const point = (x: number, y: number) => new OpenSeadragon.Point(x, y);
  /** The library moves what a zoom leaves in place with the next frame only: several steps of a pinch would be lost. */
  const zoomAtOnce = (factor: number, place: OpenSeadragon.Point) => {
    const before = viewport.getZoom(true);
    const zoom = Math.max(viewport.getMinZoom(), Math.min(viewport.getMaxZoom(), before * factor));
    const centre = viewport.getCenter(true);
    viewport.zoomTo(zoom, undefined, true);
    viewport.panTo(place.plus(centre.minus(place).times(before / zoom)), true);
  };
  const settle = (at: 'once' | 'gently') => {
    viewport.applyConstraints(at === 'once');
  };

  return {
    get by() {
      return painter.by;
    },
    get canvas() {
      return canvas;
    },
    view,
    ready: () => opening === 'no',
    zooming: () => zooming.now,
    show(next, keepView) {
      tiles?.close();
      tiles = undefined;
      controller.abort();
      controller = new AbortController();
      picture = next;
      drawn = [];
      waiting = [];
      keep = keepView;
      if (opening === 'no') open();
      else opening = 'again';
    },
    setTones(next) {
      tones = next;
      repaint();
    },
    setMap(next) {
      map = next;
      repaint();
    },
    repaint,
    fit: () => whenOpen(() => viewport.goHome(false)),
    pan: (dx, dy, at) =>
      whenOpen(() => {
        viewport.panBy(viewport.deltaPointsFromPixels(point(-dx, -dy), true), at === 'once');
        settle(at);
      }),
    zoom: (factor, x, y, at) =>
      whenOpen(() => {
        const place = viewport.pointFromPixel(point(x, y), true);
        if (at === 'gently') viewport.zoomBy(factor, place, false);
        else zoomAtOnce(factor, place);
        settle(at);
      }),
    goTo: (x, y, scale) =>
      whenOpen(() => {
        if (picture === undefined) return;
        const place = point(x / picture.width, y / picture.width);
        if (scale !== undefined) viewport.zoomTo(viewport.imageToViewportZoom(scale), place, false);
        viewport.panTo(place, false);
        settle('gently');
      }),
    close() {
      tiles?.close();
      controller.abort();
      zooming.close();
      osd.destroy();
      painter.close();
    },
  };
}
