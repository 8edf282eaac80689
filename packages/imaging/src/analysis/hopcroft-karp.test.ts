import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type BipartiteGraph, maximumMatching } from './hopcroft-karp.js';

const graph = (rightCount: number, rows: readonly (readonly number[])[]): BipartiteGraph => {
  const offsets = new Uint32Array(rows.length + 1);
  rows.forEach((row, i) => {
    offsets[i + 1] = offsets[i]! + row.length;
  });
  return { leftCount: rows.length, rightCount, offsets, neighbours: Uint32Array.from(rows.flat()) };
};

/** Kuhn's algorithm: one augmenting path per left node. */
function kuhn(rightCount: number, rows: readonly (readonly number[])[]): number {
  const leftOf = new Array<number>(rightCount).fill(-1);
  const attempt = (left: number, seen: Set<number>): boolean =>
    rows[left]!.some((right) => {
      if (seen.has(right)) return false;
      seen.add(right);
      if (leftOf[right]! >= 0 && !attempt(leftOf[right]!, seen)) return false;
      leftOf[right] = left;
      return true;
    });
  return rows.filter((_, left) => attempt(left, new Set())).length;
}

it('has as many edges as Kuhn finds, and is a matching', () => {
  const rows = fc.array(fc.uniqueArray(fc.nat(24), { maxLength: 4 }), { maxLength: 30 });
  fc.assert(
    fc.property(rows, (edges) => {
      const matched = [...maximumMatching(graph(25, edges))];
      const used = matched.filter((right) => right >= 0);
      expect(used).toHaveLength(kuhn(25, edges));
      expect(new Set(used).size).toBe(used.length);
      matched.forEach((right, left) => {
        if (right >= 0) expect(edges[left]).toContain(right);
      });
    }),
    { numRuns: 1000 },
  );
});

it('turns round a long chain of greedy choices', () => {
  const length = 20_000;
  const rows = Array.from({ length }, (_, i) => (i === length - 1 ? [0] : [i, i + 1]));
  expect([...maximumMatching(graph(length, rows))].filter((right) => right >= 0)).toHaveLength(length);
});
