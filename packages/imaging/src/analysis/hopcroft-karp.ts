/**
 * A bipartite graph in compressed rows: the right-hand neighbours of left node `i` are
 * `neighbours[offsets[i]] .. neighbours[offsets[i + 1] - 1]`.
 */
export interface BipartiteGraph {
  readonly leftCount: number;
  readonly rightCount: number;
  readonly offsets: Uint32Array;
  readonly neighbours: Uint32Array;
}

const NONE = -1;
const UNREACHED = 0x7fffffff;

/**
 * A matching with the largest possible number of edges: entry `i` is the right node matched to left node `i`, or -1.
 * Takes O(E sqrt(V)): Hopcroft and Karp, "An n^(5/2) Algorithm for Maximum Matchings in Bipartite Graphs", 1973. Every
 * left node first tries its neighbours in the order given, so putting the preferred ones first makes them likelier.
 */
export function maximumMatching(graph: BipartiteGraph): Int32Array {
  const { leftCount, rightCount, offsets, neighbours } = graph;
  const rightOf = new Int32Array(leftCount).fill(NONE);
  const leftOf = new Int32Array(rightCount).fill(NONE);
  matchGreedily(graph, rightOf, leftOf);

  const layer = new Int32Array(leftCount);
  const queue = new Int32Array(leftCount);
  const cursor = new Uint32Array(leftCount);
  const path = new Int32Array(leftCount);
  while (layerNodes(graph, rightOf, leftOf, layer, queue)) {
    cursor.set(offsets.subarray(0, leftCount));
    for (let root = 0; root < leftCount; root++) {
      if (rightOf[root] === NONE) augment(root);
    }
  }
  return rightOf;

  /** Walks down the layers from a free left node to a free right one, then swaps the edges of that path. */
  function augment(root: number): void {
    let depth = 0;
    path[0] = root;
    while (depth >= 0) {
      const left = path[depth]!;
      if (cursor[left]! === offsets[left + 1]!) {
        depth--;
        if (depth >= 0) cursor[path[depth]!]!++;
        continue;
      }
      const next = leftOf[neighbours[cursor[left]!]!]!;
      if (next === NONE) {
        for (let i = depth; i >= 0; i--) {
          const node = path[i]!;
          const right = neighbours[cursor[node]!]!;
          leftOf[right] = node;
          rightOf[node] = right;
          // A used node must not be entered again in this phase.
          cursor[node] = offsets[node + 1]!;
        }
        return;
      }
      if (layer[next] === depth + 1 && cursor[next]! < offsets[next + 1]!) path[++depth] = next;
      else cursor[left]!++;
    }
  }
}

function matchGreedily(graph: BipartiteGraph, rightOf: Int32Array, leftOf: Int32Array): void {
  const { leftCount, offsets, neighbours } = graph;
  for (let left = 0; left < leftCount; left++) {
    for (let edge = offsets[left]!; edge < offsets[left + 1]!; edge++) {
      const right = neighbours[edge]!;
      if (leftOf[right] !== NONE) continue;
      leftOf[right] = left;
      rightOf[left] = right;
      break;
    }
  }
}

/** Breadth-first layers of left nodes from all free ones. Returns whether a free right node can be reached. */
function layerNodes(
  graph: BipartiteGraph,
  rightOf: Int32Array,
  leftOf: Int32Array,
  layer: Int32Array,
  queue: Int32Array,
): boolean {
  const { leftCount, offsets, neighbours } = graph;
  let end = 0;
  for (let left = 0; left < leftCount; left++) {
    layer[left] = rightOf[left] === NONE ? 0 : UNREACHED;
    if (rightOf[left] === NONE) queue[end++] = left;
  }
  let last = UNREACHED;
  for (let begin = 0; begin < end; begin++) {
    const left = queue[begin]!;
    if (layer[left]! >= last) break;
    for (let edge = offsets[left]!; edge < offsets[left + 1]!; edge++) {
      const next = leftOf[neighbours[edge]!]!;
      if (next === NONE) last = layer[left]! + 1;
      else if (layer[next] === UNREACHED) {
        layer[next] = layer[left]! + 1;
        queue[end++] = next;
      }
    }
  }
  return last !== UNREACHED;
}
