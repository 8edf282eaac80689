import OpenSeadragon from 'openseadragon';
import type { SampleTile } from './sample-tile.js';

import { tileType } from './tile-source.js';

/** What OpenSeadragon needs of us to draw with. */
export interface DrawerHooks {
  /** Called once, with the canvas that will be drawn on. */
  prepare(canvas: HTMLCanvasElement): void;
  /** Tiles to draw, coarse ones first. */
  draw(tiles: readonly SampleTile[]): void;
}

/**
 * A drawer for OpenSeadragon that hands its choice of tiles on. A class, because the library wants one; its methods
 * run before our constructor could set a field, so everything stands in the closure.
 */
export function drawerClass({ prepare, draw }: DrawerHooks): OpenSeadragon.DrawerConstructor {
  return class SampleDrawer extends OpenSeadragon.DrawerBase {
    static override isSupported() {
      return true;
    }
    override getType() {
      return tileType;
    }
    override getSupportedDataFormats() {
      return [tileType];
    }
    override canRotate() {
      return false;
    }
    override setImageSmoothingEnabled() {}
    _createDrawingElement() {
      const canvas = document.createElement('canvas');
      /** Called once, with the canvas that will be drawn on. */
      prepare(canvas);
      return canvas;
    }
    draw(images: readonly OpenSeadragon.TiledImage[]) {
      const chosen = images
        .flatMap((image) => image.getTilesToDraw().map(({ tile }) => tile))
        .sort((a, b) => a.level - b.level);
      draw(
        chosen
          .map((tile) => this.getDataToDraw(tile) as SampleTile | undefined)
          .filter((tile) => tile !== undefined),
      );
    }
    override destroy() {
      super.destroy();
      this.canvas.remove();
    }
  };
}
