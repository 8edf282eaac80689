import type { ReducedMap } from '../work/engine-methods.js';

/**
 * What is shown of a network's map: heat as it is, and of a mask 1 where it reaches the threshold from which its objects
 * are taken, and 0 elsewhere. A network is hardly ever certain, so what it says of empty ground is small, but not zero.
 */
export function shownMap(map: ReducedMap, threshold: number): ReducedMap {
  if (map.kind === 'heat') return map;
  return { ...map, values: map.values.map((value) => (value >= threshold ? 1 : 0)) };
}
