import type { View } from '../view.js';
import type { ViewedMap } from '../viewer.js';
import type { SampleTile } from './sample-tile.js';
import type { Tone } from './tone.js';

/** A map with its colours: `[height, width, 4]`, colours not multiplied by the opacity. */
export interface MapImage {
  readonly map: ViewedMap;
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8ClampedArray<ArrayBuffer>;
}

/** All that the picture under the points depends on. */
export interface TileFrame {
  readonly view: View;
  /** Real pixels to one CSS pixel. */
  readonly ratio: number;
  /** Coarse ones first: finer ones cover them. */
  readonly tiles: readonly SampleTile[];
  readonly tones: readonly Tone[];
  readonly map: MapImage | undefined;
  /** Size of the picture, over which the map lies. */
  readonly picture: { readonly width: number; readonly height: number };
  /** A zoom is under way: what takes long may be coarser, and is drawn again at its end. */
  readonly zooming: boolean;
}

/** Draws tiles and the map over them. */
export interface TilePainter {
  readonly by: 'webgl' | 'canvas';
  draw(frame: TileFrame): void;
  /** A tile will not be drawn again. */
  forget(tile: SampleTile): void;
  close(): void;
}

/** Samples are shown as squares from this many real pixels on; smaller ones are blended with their neighbours. */
export const squareFrom = 2;
