import { fitCanvas } from '../gl.js';
import { type Box, clipped, moveDrawing, type PixelView, pixelView, revealed } from '../pixels.js';
import type { SampleTile } from './sample-tile.js';
import { type MapImage, squareFrom, type TileFrame, type TilePainter } from './tile-painter.js';
import { type Tone, tonePlanes } from './tone.js';

interface Coloured {
  readonly canvas: HTMLCanvasElement;
  readonly tones: readonly Tone[];
  readonly planes: number;
}

/** What stands on the canvas. */
interface Shown {
  readonly frame: TileFrame;
  readonly at: PixelView;
  /** Tiles with the number of channels that had come. */
  readonly tiles: ReadonlyMap<SampleTile, number>;
}

function canvasOf(pixels: Uint8ClampedArray<ArrayBuffer>, width: number, height: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  fitCanvas(canvas, width, height, 1);
  canvas.getContext('2d')!.putImageData(new ImageData(pixels, width, height), 0, 0);
  return canvas;
}

/** A region of the picture on the canvas. Edges on whole pixels: two smoothed ones would let the ground shine through. */
function boxOf(
  { left, top, scale }: PixelView,
  region: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
): Box {
  const [x, y] = [Math.round(region.x * scale), Math.round(region.y * scale)];
  return {
    left: left + x,
    top: top + y,
    width: Math.round((region.x + region.width) * scale) - x,
    height: Math.round((region.y + region.height) * scale) - y,
  };
}

/**
 * Draws tiles without WebGL: each is computed once for a setting of the channels, then only moved and scaled. While the
 * view is moved, what was drawn moves with it, and only what is new is drawn.
 */
export function createCanvasTiles(canvas: HTMLCanvasElement): TilePainter {
  const context = canvas.getContext('2d')!;
  const spare = document.createElement('canvas').getContext('2d')!;
  const coloured = new Map<SampleTile, Coloured>();
  let shown: Shown | undefined;
  let shownMap: { readonly image: MapImage; readonly canvas: HTMLCanvasElement } | undefined;

  const colouredTile = (tile: SampleTile, tones: readonly Tone[]): HTMLCanvasElement => {
    const known = coloured.get(tile);
    if (known?.tones === tones && known.planes === tile.planes.size) return known.canvas;
    const pixels = new Uint8ClampedArray(tile.width * tile.height * 4);
    tonePlanes(tile.planes, tones, pixels);
    const fresh = canvasOf(pixels, tile.width, tile.height);
    coloured.set(tile, { canvas: fresh, tones, planes: tile.planes.size });
    return fresh;
  };

  const drawTile = ({ zooming, tones }: TileFrame, at: PixelView, tile: SampleTile) => {
    const { region, reduction } = tile;
    const { left, top, width, height } = boxOf(at, region);
    // Smoothing takes twice the time, more than a zoom leaves.
    context.imageSmoothingEnabled = !zooming && at.scale * reduction < squareFrom;
    context.drawImage(
      colouredTile(tile, tones),
      0,
      0,
      region.width / reduction,
      region.height / reduction,
      left,
      top,
      width,
      height,
    );
  };

  const drawMap = (image: MapImage, { left, top, width, height }: Box, zooming: boolean) => {
    if (shownMap?.image !== image)
      shownMap = { image, canvas: canvasOf(image.pixels, image.width, image.height) };
    context.imageSmoothingEnabled = !zooming && image.map.kind === 'heat';
    context.globalAlpha = image.map.opacity;
    context.drawImage(shownMap.canvas, left, top, width, height);
    context.globalAlpha = 1;
  };

  const drawAll = (frame: TileFrame, at: PixelView, tiles: Iterable<SampleTile>) => {
    context.clearRect(0, 0, canvas.width, canvas.height);
    for (const tile of tiles) drawTile(frame, at, tile);
    if (frame.map !== undefined) {
      drawMap(frame.map, boxOf(at, { x: 0, y: 0, ...frame.picture }), frame.zooming);
    }
  };

  const drawWithin = ({ left, top, width, height }: Box, ...what: Parameters<typeof drawAll>) => {
    context.save();
    context.beginPath();
    context.rect(left, top, width, height);
    context.clip();
    drawAll(...what);
    context.restore();
  };

  /** What is drawn anew: everything, or what comes into sight and tiles that have come. */
  const boxesToDraw = (
    { tones, map, picture, zooming }: TileFrame,
    at: PixelView,
    tiles: Shown['tiles'],
  ): readonly Box[] | 'all' => {
    if (shown === undefined || shown.at.scale !== at.scale) return 'all';
    const { frame } = shown;
    if (frame.tones !== tones || frame.map !== map || frame.picture !== picture || frame.zooming !== zooming)
      return 'all';
    const boxes = revealed(canvas.width, canvas.height, at.left - shown.at.left, at.top - shown.at.top);
    const fresh = [...tiles].filter(([tile, planes]) => shown!.tiles.get(tile) !== planes);
    return [...boxes, ...fresh.map(([{ region }]) => boxOf(at, region))];
  };

  return {
    by: 'canvas',
    draw(frame) {
      const { view, ratio, tones } = frame;
      const size = [canvas.width, canvas.height];
      fitCanvas(canvas, view.width, view.height, ratio);
      if (canvas.width !== size[0] || canvas.height !== size[1]) shown = undefined;
      if (canvas.width === 0 || canvas.height === 0) return;
      const at = pixelView(view, ratio);
      const tiles = new Map(
        frame.tiles
          .filter(({ planes }) => tones.some(({ channel }) => planes.has(channel)))
          .map((tile) => [tile, tile.planes.size] as const),
      );
      const boxes = boxesToDraw(frame, at, tiles);
      if (boxes === 'all') {
        drawAll(frame, at, tiles.keys());
      } else {
        const [dx, dy] = [at.left - shown!.at.left, at.top - shown!.at.top];
        if (dx !== 0 || dy !== 0) moveDrawing(context, spare, dx, dy);
        for (const box of boxes) {
          const seen = clipped(box, canvas);
          if (seen) drawWithin(seen, frame, at, tiles.keys());
        }
      }
      shown = { frame, at, tiles };
    },
    forget(tile) {
      coloured.delete(tile);
    },
    close() {
      coloured.clear();
      shownMap = undefined;
      shown = undefined;
    },
  };
}
