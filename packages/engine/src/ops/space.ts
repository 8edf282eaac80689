import { ShapeError } from '../errors.js';
import { applyOne, type OpDefinition, type Value } from '../graph/value.js';
import { type Dim, floorDivideDim, formatShape, multiplyDims } from '../shape.js';
import { requireRank } from './operand.js';

export const depthToSpaceOp: OpDefinition<'depthToSpace'> = {
  name: 'depthToSpace',
  infer: ([x], { block }) => {
    const value = x as Value;
    requireRank('depthToSpace', 'x', value, 4);
    const [n, c, h, w] = value.shape as [Dim, Dim, Dim, Dim];
    if (typeof c !== 'number' || c % (block * block) !== 0) {
      throw new ShapeError(
        'depthToSpace',
        `${formatShape(value.shape)} needs channels divisible by ${block * block}`,
      );
    }
    return [
      { dtype: value.dtype, shape: [n, c / (block * block), multiplyDims(h, block), multiplyDims(w, block)] },
    ];
  },
  gradient: (node, [dy]) => [spaceToDepth(dy as Value, node.attributes.block, node.attributes.mode)],
};

export const spaceToDepthOp: OpDefinition<'spaceToDepth'> = {
  name: 'spaceToDepth',
  infer: ([x], { block }) => {
    const value = x as Value;
    requireRank('spaceToDepth', 'x', value, 4);
    const [n, c, h, w] = value.shape as [Dim, Dim, Dim, Dim];
    if ([h, w].some((dim) => typeof dim === 'number' && dim % block !== 0)) {
      throw new ShapeError(
        'spaceToDepth',
        `${formatShape(value.shape)} needs height and width divisible by ${block}`,
      );
    }
    return [
      {
        dtype: value.dtype,
        shape: [
          n,
          multiplyDims(c, block * block),
          floorDivideDim(h, block, 'spaceToDepth'),
          floorDivideDim(w, block, 'spaceToDepth'),
        ],
      },
    ];
  },
  gradient: (node, [dy]) => [depthToSpace(dy as Value, node.attributes.block, node.attributes.mode)],
};

/** Moves channels to space: `[N, C·b², H, W] -> [N, C, H·b, W·b]`. CRD is PyTorch's PixelShuffle. */
export const depthToSpace = (x: Value, block: number, mode: 'DCR' | 'CRD' = 'CRD'): Value =>
  applyOne(depthToSpaceOp, [x], { block, mode });

/** The inverse of `depthToSpace`. */
export const spaceToDepth = (x: Value, block: number, mode: 'DCR' | 'CRD' = 'CRD'): Value =>
  applyOne(spaceToDepthOp, [x], { block, mode });
