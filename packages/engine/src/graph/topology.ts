import type { Node, Value } from './value.js';

/**
 * The nodes that `outputs` need, every node after those it reads. Iterative, since graphs of a thousand layers exist.
 * `resolve` may replace a value by another before it is followed (a parameter by a slice of the flat vector).
 */
export function topologicalOrder(
  outputs: readonly Value[],
  resolve: (value: Value) => Value = (value) => value,
): Node[] {
  const order: Node[] = [];
  const done = new Set<Node>();
  const stack: { node: Node; next: number }[] = [];
  const open = new Set<Node>();
  for (const output of outputs) {
    stack.push({ node: resolve(output).node, next: 0 });
    while (stack.length > 0) {
      const top = stack[stack.length - 1] as { node: Node; next: number };
      if (done.has(top.node)) {
        stack.pop();
        continue;
      }
      open.add(top.node);
      const input = top.node.inputs[top.next++];
      if (input === undefined) {
        done.add(top.node);
        order.push(top.node);
        stack.pop();
      } else {
        const node = resolve(input).node;
        if (!done.has(node) && !open.has(node)) stack.push({ node, next: 0 });
      }
    }
  }
  return order;
}
