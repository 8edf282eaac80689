/** Milliseconds after the last step of a zoom until it counts as ended. */
const restAfter = 120;

/** Knows whether the view is being zoomed, so that drawing can be quick then and fine afterwards. */
export interface Zooming {
  /** Told of the scale of each frame; says whether a zoom is under way. */
  seen(scale: number): boolean;
  readonly now: boolean;
  close(): void;
}

/** @param onRest a zoom has ended */
export function createZooming(onRest: () => void): Zooming {
  let before: number | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const rest = () => {
    timer = undefined;
    onRest();
  };
  return {
    seen(scale) {
      if (before !== undefined && scale !== before) {
        clearTimeout(timer);
        timer = setTimeout(rest, restAfter);
      }
      before = scale;
      return timer !== undefined;
    },
    get now() {
      return timer !== undefined;
    },
    close: () => clearTimeout(timer),
  };
}
