import type { GestureInput, Pointer } from './gesture.js';

/** What a wheel says: nearer or further, about a place of the screen. */
export interface Wheel {
  readonly factor: number;
  readonly x: number;
  readonly y: number;
  /** From two fingers on a pad, which is smooth by itself. */
  readonly pinched: boolean;
}

export interface PointerHooks {
  readonly onInput: (input: GestureInput) => void;
  readonly onWheel: (wheel: Wheel) => void;
  /** Whether the key means something now; others are left to the page. */
  readonly takesKey: (key: string) => boolean;
}

/** CSS pixels that a line or a page of a wheel stands for. */
const wheelUnits = [1, 30, 400];

const gestureKeys = ['Enter', 'Escape', 'Backspace'] as const;

/**
 * Listens to pointers on the surface and to keys of the element that has the focus, until the signal ends it.
 */
export function listenToPointers(
  surface: HTMLElement,
  element: HTMLElement,
  { onInput, onWheel, takesKey }: PointerHooks,
  signal: AbortSignal,
): void {
  const pressed = new Set<number>();
  const placeOf = ({ clientX, clientY }: MouseEvent) => {
    const { left, top } = surface.getBoundingClientRect();
    return { x: clientX - left, y: clientY - top };
  };
  const pointerOf = (event: PointerEvent): Pointer => ({
    ...placeOf(event),
    id: event.pointerId,
    kind: event.pointerType === 'touch' || event.pointerType === 'pen' ? event.pointerType : 'mouse',
    shift: event.shiftKey,
    alt: event.altKey,
    pans: event.button === 1,
  });
  const listen = <Type extends keyof HTMLElementEventMap>(
    type: Type,
    act: (event: HTMLElementEventMap[Type]) => void,
    on: HTMLElement = surface,
  ) => on.addEventListener(type, act, { signal, passive: false });

  listen('pointerdown', (event) => {
    if (event.button > 1) return;
    element.focus({ preventScroll: true });
    surface.setPointerCapture(event.pointerId);
    pressed.add(event.pointerId);
    onInput({ type: 'down', pointer: pointerOf(event), time: event.timeStamp });
  });
  listen('pointermove', (event) => {
    onInput({ type: 'move', pointer: pointerOf(event), time: event.timeStamp });
  });
  listen('pointerup', (event) => {
    if (!pressed.delete(event.pointerId)) return;
    onInput({ type: 'up', pointer: pointerOf(event), time: event.timeStamp });
  });
  // Also comes when the capture is lost without a word, such as by a dialogue of the system.
  listen('lostpointercapture', (event) => {
    if (pressed.delete(event.pointerId)) onInput({ type: 'cancel', id: event.pointerId });
  });
  listen('pointerleave', (event) => {
    if (!pressed.has(event.pointerId)) onInput({ type: 'leave' });
  });
  // Fingers are read as pointers alone. Of a quick stroke Chromium would also make a fling, and swallow the tap that
  // follows it, even one on a button beside the viewer.
  listen('touchstart', (event) => event.preventDefault());
  // The middle button would begin to scroll the page, and a press would begin to select its text.
  listen('mousedown', (event) => event.preventDefault());
  listen('wheel', (event) => {
    event.preventDefault();
    const way = event.deltaY * wheelUnits[event.deltaMode]!;
    // Browsers say a pinch on a pad as a wheel with the control key, in steps a tenth as large.
    const factor = Math.exp(-way * (event.ctrlKey ? 0.01 : 0.0016));
    onWheel({ ...placeOf(event), factor: Math.max(0.2, Math.min(5, factor)), pinched: event.ctrlKey });
  });
  listen(
    'keydown',
    (event) => {
      const key = gestureKeys.find((name) => name === event.key);
      if (key === undefined || !takesKey(key)) return;
      event.preventDefault();
      event.stopPropagation();
      onInput({ type: 'key', key });
    },
    element,
  );
}
