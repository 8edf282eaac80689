import {
  add,
  div,
  extent,
  matMul,
  mul,
  multiplyDims,
  relu,
  reshape,
  sigmoid,
  sqrt,
  sum,
  transpose,
  type Value,
} from '@celltally/engine';
import { dropout, type Scope, xavierUniform } from '@celltally/nn';

/** Keeps the length of a row away from zero, where its direction is undefined. */
const EPSILON = 1e-12;

/**
 * Graph correlation attention, equations 7-9 of Lite-UNet: the cells of the coarsest grid are the nodes of a complete
 * graph, joined by how alike they are; two graph convolutions tell every node how much of itself to keep.
 *
 * With X `[H·W, C]` the features, E = X·We its rows scaled to length one, G = E·Eᵀ/√(H·W):
 * Y = dropout(ReLU(G·X·W1)), X' = ReLU(G·Y·W2), result σ(X') ⊙ X. `[N, C, H, W]` to the same shape, for any H and W.
 *
 * The scale 1/√(H·W) is a choice of ours (see README.md): the attention depends on it, and so on the size of the
 * picture. Train and count with tiles of one size.
 */
export function graphCorrelationAttention(scope: Scope, x: Value, width: number): Value {
  const [batch, channels, height, columns] = x.shape as [
    Value['shape'][number],
    number,
    Value['shape'][number],
    Value['shape'][number],
  ];
  const matrix = (name: string, rows: number, across: number): Value =>
    scope.parameter(name, [rows, across], xavierUniform);
  const embedding = matrix('emb', channels, width);
  const first = matrix('w1', channels, width);
  const second = matrix('w2', width, channels);

  const cells = multiplyDims(height, columns);
  const nodes = transpose(reshape(x, [batch, channels, cells]), [0, 2, 1]);
  const embedded = matMul(nodes, embedding);
  const length = sqrt(add(sum(mul(embedded, embedded), { axes: [2], keepDims: true }), EPSILON));
  const directions = div(embedded, length);
  const correlation = div(matMul(directions, directions, { transposeB: true }), sqrt(extent(x, [2, 3])));

  const hidden = dropout(scope, relu(matMul(correlation, matMul(nodes, first))));
  const attention = sigmoid(relu(matMul(matMul(correlation, hidden), second)));
  return mul(x, reshape(transpose(attention, [0, 2, 1]), [batch, channels, height, columns]));
}
