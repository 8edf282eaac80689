import { fitCanvas } from '../gl.js';
import type { SampleTile } from './sample-tile.js';
import { type MapImage, squareFrom, type TileFrame, type TilePainter } from './tile-painter.js';
import { type Tone, tonePlanes } from './tone.js';

interface Drawn {
  readonly canvas: HTMLCanvasElement;
  readonly tones: readonly Tone[];
  readonly planes: number;
}

function canvasOf(pixels: Uint8ClampedArray<ArrayBuffer>, width: number, height: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  fitCanvas(canvas, width, height, 1);
  canvas.getContext('2d')!.putImageData(new ImageData(pixels, width, height), 0, 0);
  return canvas;
}

/** Draws tiles without WebGL: each is computed once for a setting of the channels, then only moved and scaled. */
export function createCanvasTiles(canvas: HTMLCanvasElement): TilePainter {
  const context = canvas.getContext('2d')!;
  const drawn = new Map<SampleTile, Drawn>();
  let shownMap: { readonly image: MapImage; readonly canvas: HTMLCanvasElement } | undefined;

  const drawnTile = (tile: SampleTile, tones: readonly Tone[]): HTMLCanvasElement => {
    const known = drawn.get(tile);
    if (known?.tones === tones && known.planes === tile.planes.size) return known.canvas;
    const pixels = new Uint8ClampedArray(tile.width * tile.height * 4);
    tonePlanes(tile.planes, tones, pixels);
    const fresh = canvasOf(pixels, tile.width, tile.height);
    drawn.set(tile, { canvas: fresh, tones, planes: tile.planes.size });
    return fresh;
  };

  return {
    by: 'canvas',
    draw({ view, ratio, tiles, tones, map, picture }: TileFrame) {
      fitCanvas(canvas, view.width, view.height, ratio);
      context.clearRect(0, 0, canvas.width, canvas.height);
      // Edges on whole pixels: two smoothed edges beside each other would let the ground shine through.
      const across = (x: number) => Math.round((view.left + x * view.scale) * ratio);
      const down = (y: number) => Math.round((view.top + y * view.scale) * ratio);
      for (const tile of tiles) {
        const { region, reduction } = tile;
        if (!tones.some(({ channel }) => tile.planes.has(channel))) continue;
        const [left, top] = [across(region.x), down(region.y)];
        context.imageSmoothingEnabled = view.scale * reduction * ratio < squareFrom;
        context.drawImage(
          drawnTile(tile, tones),
          0,
          0,
          region.width / reduction,
          region.height / reduction,
          left,
          top,
          across(region.x + region.width) - left,
          down(region.y + region.height) - top,
        );
      }
      if (map === undefined) return;
      if (shownMap?.image !== map)
        shownMap = { image: map, canvas: canvasOf(map.pixels, map.width, map.height) };
      const [left, top] = [across(0), down(0)];
      context.imageSmoothingEnabled = map.map.kind === 'heat';
      context.globalAlpha = map.map.opacity;
      context.drawImage(shownMap.canvas, left, top, across(picture.width) - left, down(picture.height) - top);
      context.globalAlpha = 1;
    },
    forget(tile) {
      drawn.delete(tile);
    },
    close() {
      drawn.clear();
      shownMap = undefined;
    },
  };
}
