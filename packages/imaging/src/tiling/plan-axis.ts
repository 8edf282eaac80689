/** One block along one axis. All are pixel positions; ends are exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
  /** Pixels beyond the picture's end that complete the block. */
  readonly padding: number;
  /** The responsibility. */
  readonly from: number;
  readonly to: number;
}

export interface AxisOptions {
  readonly length: number;
  /** Side of a block; a multiple of `multipleOf`, more than twice the halo. */
  readonly size: number;
  /** A multiple of `multipleOf`. */
  readonly halo: number;
  readonly multipleOf: number;
  readonly fixed: boolean;
}

/**
 * Spreads blocks evenly along one axis, so that their overlap is used up as context, and cuts the responsibilities in the
 * middle of each overlap.
 */
export function planAxis({ length, size, halo, multipleOf, fixed }: AxisOptions): Span[] {
  if (length <= size) {
    const block = fixed ? size : roundUp(length, multipleOf);
    return [{ start: 0, end: length, padding: block - length, from: 0, to: length }];
  }
  const step = size - 2 * halo;
  const last = roundUp(length - size, multipleOf);
  const count = Math.ceil(last / step) + 1;
  const starts = Array.from(
    { length: count },
    (_, i) => Math.floor((i * last) / (count - 1) / multipleOf) * multipleOf,
  );
  // Both ends of an overlap are multiples, so its middle rounded down to a multiple lies within its halves' contexts.
  const cuts = starts.slice(1).map((next, i) => {
    const middle = (next + starts[i]! + size) / 2;
    return Math.floor(middle / multipleOf) * multipleOf;
  });
  return starts.map((start, i) => ({
    start,
    end: Math.min(start + size, length),
    padding: Math.max(0, start + size - length),
    from: cuts[i - 1] ?? 0,
    to: cuts[i] ?? length,
  }));
}

function roundUp(value: number, multiple: number): number {
  return Math.ceil(value / multiple) * multiple;
}
