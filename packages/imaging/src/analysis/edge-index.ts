/**
 * What stands beyond the edge of a picture, by numpy.pad's names, shown for a row `a b c d`:
 * `symmetric` `b a | a b c d | d c`, `reflect` `c b | a b c d | c b`, `edge` `a a | a b c d | d d`,
 * `zero` `0 0 | a b c d | 0 0`.
 */
export type EdgeMode = 'symmetric' | 'reflect' | 'edge' | 'zero';

/**
 * The index inside `0 .. length - 1` that stands in for any `index`, however far outside; -1 where the value is zero.
 */
export function edgeIndex(index: number, length: number, mode: EdgeMode): number {
  if (index >= 0 && index < length) return index;
  switch (mode) {
    case 'zero':
      return -1;
    case 'edge':
      return index < 0 ? 0 : length - 1;
    case 'symmetric': {
      const place = modulo(index, 2 * length);
      return place < length ? place : 2 * length - 1 - place;
    }
    case 'reflect': {
      if (length === 1) return 0;
      const place = modulo(index, 2 * length - 2);
      return place < length ? place : 2 * length - 2 - place;
    }
  }
}

function modulo(value: number, period: number): number {
  return ((value % period) + period) % period;
}
