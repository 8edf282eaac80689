import type { EmittedGraph } from './emitter.js';
import { nodeProto } from './proto.js';

/**
 * Gives the graph's results their names. A result that an operator makes takes the name at its source; a copy is left
 * only for an input or constant passed through, and for a result of several names. (ONNX Runtime keeps a copy wherever
 * the value is also used inside, which for an optimiser's vectors is the size of the network.)
 */
export function nameOutputs(graph: EmittedGraph, outputs: ReadonlyMap<string, string>): void {
  const made = new Set(graph.nodes.flatMap(({ output }) => output));
  const renamed = new Map<string, string>();
  const copies: [from: string, to: string][] = [];
  for (const [name, source] of outputs) {
    if (made.has(source) && !renamed.has(source)) renamed.set(source, name);
    else copies.push([source, name]);
  }
  const now = (name: string): string => renamed.get(name) ?? name;
  for (const node of graph.nodes) {
    node.input = node.input.map(now);
    node.output = node.output.map(now);
  }
  for (const [from, to] of copies) graph.nodes.push(nodeProto('Identity', [now(from)], [to], {}, ''));
}
