import type { PixelSize, Point, Region, Samples } from '@celltally/imaging';

/** What the viewer must know of a picture before it sees any of its pixels. */
export interface ViewedPicture {
  /** Changes whenever other pixels are shown: the viewer keeps tiles by it. */
  readonly id: string;
  readonly width: number;
  readonly height: number;
  /** Channels that can be chosen. */
  readonly channels: number;
  readonly bitDepth: 8 | 16 | 32;
  /** `rgb`: the three channels are one colour picture. */
  readonly colour: 'rgb' | 'channels';
  readonly pixelSize?: PixelSize;
  /**
   * The samples of a region, planar, one plane for each channel asked for, reduced by a whole factor (means of
   * `reduction` x `reduction` pixels): planes are ceil(region.width / reduction) wide. It may take long: a strip of a
   * large file is decoded for it.
   */
  read(region: Region, reduction: number, channels: readonly number[], signal: AbortSignal): Promise<Samples>;
}

/** How one channel is shown: values from `low` to `high` go from black to the colour. */
export interface ChannelDisplay {
  readonly channel: number;
  readonly visible: boolean;
  readonly low: number;
  readonly high: number;
  /** Hue of a channel of fluorescence, 0 to 255 each; ignored where the picture is in colour. */
  readonly colour: readonly [number, number, number];
}

export interface ViewedPoint extends Point {
  /** Stays with the point when it moves. */
  readonly id: number;
  /** Index of its class in `PointStyle.classes`. */
  readonly kind: number;
}

export interface PointStyle {
  /** Radius of a marker in pixels of the screen. */
  readonly size: number;
  /** One colour for each class: red, green and blue, 0 to 255. */
  readonly classes: readonly (readonly [number, number, number])[];
  readonly visible: boolean;
}

/** A map over the picture, at its size or a fraction of it: density as heat, or a mask as a tint and its outline. */
export interface ViewedMap {
  readonly kind: 'heat' | 'mask';
  readonly width: number;
  readonly height: number;
  readonly values: Float32Array;
  /** 0 to 1. */
  readonly opacity: number;
}

export type ViewerTool = 'pan' | 'add' | 'select' | 'erase' | 'rectangle' | 'polygon';

/** What the user does in the picture; positions are pixels of the picture, corner-based. The page decides what comes of it. */
export type ViewerEvent =
  | { readonly type: 'add'; readonly x: number; readonly y: number }
  | { readonly type: 'select'; readonly ids: readonly number[]; readonly extend: boolean }
  | { readonly type: 'move'; readonly ids: readonly number[]; readonly dx: number; readonly dy: number }
  | {
      /** Points under a brush or in a lasso, when the pointer is lifted. */
      readonly type: 'erase';
      readonly ids: readonly number[];
    }
  | { readonly type: 'region'; readonly polygon: readonly Point[] }
  | { readonly type: 'pointer'; readonly x: number; readonly y: number; readonly inside: boolean }
  | {
      /** A part of the picture could not be read, and stays empty. Said once for each picture. */
      readonly type: 'unreadable';
      readonly cause: unknown;
    }
  | {
      /** `zoom`: pixels of the screen (CSS) to one of the picture. */
      readonly type: 'view';
      readonly zoom: number;
    };

/** What the viewer says by itself; the page gives the words. */
export interface ViewerWords {
  /** Names the picture to a screen reader. */
  readonly label: string;
  /** Stands after a length on the scale bar where the size of a pixel is unknown, such as `px`. */
  readonly pixels: string;
}

/** A picture to look at and to work in; see `createViewer`. */
export interface Viewer {
  /** @param keepView stay at the place and the zoom, as for the planes of one stack. Default: show the whole picture */
  show(picture: ViewedPicture | undefined, keepView?: boolean): void;
  /** Holds for every picture that follows. Without it a picture shows its colours, or its first channel in grey. */
  setDisplay(channels: readonly ChannelDisplay[]): void;
  /** All points at once; 100,000 of them must be quick. */
  setPoints(points: readonly ViewedPoint[]): void;
  /** A few changes without giving all points again. */
  changePoints(change: { readonly put?: readonly ViewedPoint[]; readonly removed?: readonly number[] }): void;
  setPointStyle(style: PointStyle): void;
  setSelection(ids: readonly number[]): void;
  setMap(map: ViewedMap | undefined): void;
  /** Regions to draw, beside the one that is being drawn. */
  setRegions(regions: readonly (readonly Point[])[]): void;
  setTool(tool: ViewerTool): void;
  /** Diameter of the eraser in pixels of the screen. */
  setBrush(diameter: number): void;
  fit(): void;
  zoomBy(factor: number): void;
  /** Moves the view over the picture, in pixels of the screen: positive `dx` shows what lies to the right. */
  panBy(dx: number, dy: number): void;
  /** Brings a point of the picture to the middle; `zoom` as in the event `view`. */
  goTo(x: number, y: number, zoom?: number): void;
  /** The place of the picture that is in the middle of the view: where the keyboard works. */
  middle(): Point;
  /** A cross in the middle, for work with the keyboard alone. */
  setCross(visible: boolean): void;
  /** The point nearest to a place, within `reach` pixels of the screen (default: the size of a marker). */
  pick(x: number, y: number, reach?: number): number | undefined;
  /** Points within a polygon, in pixels of the picture. */
  within(polygon: readonly Point[]): readonly number[];
  /** What is seen, as a picture of the screen's size. */
  snapshot(): Promise<Blob>;
  close(): void;
}
