import type { Point } from '@celltally/imaging';
import type { View } from '../view.js';
import type { ViewerEvent, ViewerTool } from '../viewer.js';

/** A finger, a pen or the mouse; places are CSS pixels from the viewer's corner. */
export interface Pointer extends Point {
  readonly id: number;
  readonly kind: 'mouse' | 'pen' | 'touch';
  readonly shift: boolean;
  readonly alt: boolean;
  /** Held so that it moves the view whatever the tool, as with the middle button. */
  readonly pans: boolean;
}

export type GestureInput =
  | { readonly type: 'down' | 'move' | 'up'; readonly pointer: Pointer; readonly time: number }
  /** The browser took the pointer away, such as for a gesture of its own. */
  | { readonly type: 'cancel'; readonly id: number }
  /** The mouse left the viewer. */
  | { readonly type: 'leave' }
  | { readonly type: 'key'; readonly key: 'Enter' | 'Escape' | 'Backspace' };

/** What a gesture needs to know of what is on the screen. Places are pixels of the picture unless said otherwise. */
export interface Scene {
  readonly tool: ViewerTool;
  readonly view: View;
  readonly picture: { readonly width: number; readonly height: number };
  /** Diameter of the eraser in pixels of the screen. */
  readonly brush: number;
  /** Radius of a marker in pixels of the screen. */
  readonly marker: number;
  readonly selection: ReadonlySet<number>;
  pick(place: Point, reach: number): number | undefined;
  swept(from: Point, to: Point, radius: number): readonly number[];
  within(polygon: readonly Point[]): readonly number[];
}

/** What a gesture asks for: an event for the page, or a movement of the view in pixels of the screen. */
export type GestureEffect =
  | ViewerEvent
  | { readonly type: 'pan'; readonly dx: number; readonly dy: number }
  | { readonly type: 'zoom'; readonly factor: number; readonly x: number; readonly y: number };

/** What the pointers that are down are doing. Places are pixels of the picture. */
export type Act =
  | { readonly type: 'rest' }
  /** Down, and not moved far enough to be more than a click. */
  | { readonly type: 'press'; readonly from: Pointer; readonly id: number | undefined }
  | { readonly type: 'pan' }
  | { readonly type: 'pinch' }
  /** Given up; nothing happens until the pointers are lifted. */
  | { readonly type: 'spent' }
  | { readonly type: 'drag'; readonly ids: ReadonlySet<number>; readonly from: Point; readonly to: Point }
  | { readonly type: 'box'; readonly from: Point; readonly to: Point }
  | { readonly type: 'lasso'; readonly path: readonly Point[] }
  | { readonly type: 'erase'; readonly ids: ReadonlySet<number>; readonly at: Point };

export interface GestureState {
  /** Pointers that are down, by id. */
  readonly pointers: ReadonlyMap<number, Pointer>;
  readonly act: Act;
  /** Corners so far of a polygon, which is drawn by several clicks. */
  readonly corners: readonly Point[];
  /** Where the pointer is, down or not, in pixels of the screen. */
  readonly hover: Point | undefined;
  readonly lastClick: (Point & { readonly time: number }) | undefined;
}

export const atRest: GestureState = {
  pointers: new Map(),
  act: { type: 'rest' },
  corners: [],
  hover: undefined,
  lastClick: undefined,
};

export interface GestureStep {
  readonly state: GestureState;
  readonly effects: readonly GestureEffect[];
}

/** What of a gesture is shown before it takes effect. Places are pixels of the picture unless said otherwise. */
export interface Draft {
  readonly outline: readonly Point[];
  readonly closed: boolean;
  /** The eraser, in pixels of the screen. */
  readonly brush: (Point & { readonly radius: number }) | undefined;
  readonly doomed: ReadonlySet<number>;
  readonly dragged: ReadonlySet<number>;
  readonly drag: { readonly dx: number; readonly dy: number };
}
