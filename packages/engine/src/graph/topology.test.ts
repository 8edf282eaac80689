import { describe, expect, it } from 'vitest';
import { add, mul, neg } from '../ops/arithmetic.js';
import { input } from '../ops/source.js';
import { topologicalOrder } from './topology.js';
import type { Node } from './value.js';

const follows = (order: readonly Node[]): boolean => {
  const place = new Map(order.map((node, i) => [node, i]));
  return order.every((node, i) => node.inputs.every(({ node: before }) => (place.get(before) as number) < i));
};

describe('topologicalOrder', () => {
  it('puts every node once, after those it reads', () => {
    const x = input('x', [2]);
    const shared = neg(x);
    const left = add(shared, x);
    const right = mul(left, shared);
    const order = topologicalOrder([right, left, x]);
    expect(order).toHaveLength(4);
    expect(new Set(order).size).toBe(4);
    expect(follows(order)).toBe(true);
  });

  it('walks a chain of 20 000 nodes, and doubling diamonds', () => {
    let value = input('x', []);
    for (let i = 0; i < 20_000; i++) value = neg(value);
    expect(topologicalOrder([value])).toHaveLength(20_001);
    let diamond = input('x', []);
    for (let i = 0; i < 200; i++) diamond = add(diamond, diamond);
    const order = topologicalOrder([diamond]);
    expect(order).toHaveLength(201);
    expect(follows(order)).toBe(true);
  });

  it('follows replacements', () => {
    const [a, b] = [input('a', [2]), input('b', [2])];
    const order = topologicalOrder([neg(a)], (value) => (value === a ? neg(b) : value));
    expect(order.map(({ op }) => op.name)).toEqual(['input', 'neg', 'neg']);
    expect(order[0]).toBe(b.node);
  });
});
