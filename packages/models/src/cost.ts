import {
  elementCount,
  type Node,
  type OpName,
  staticShape,
  topologicalOrder,
  type Value,
} from '@celltally/engine';
import { type Built, parameterCount } from '@celltally/nn';

/** What a network costs at one size of picture. */
export interface Cost {
  readonly parameters: number;
  /** Multiply-accumulates of convolutions and matrix products; poolings, normalisation and resampling are left out. */
  readonly macs: number;
  /**
   * The count that the profiler thop 0.0.31 gives, which papers print as "FLOPs": convolutions with one addition per
   * biased output, two operations per normalised element, poolings by their window. Matrix products and parameters
   * that stand outside of layers count nothing there.
   */
  readonly thop: number;
}

/** Costs of a network that was built for inference on a picture of known size. @throws ShapeError for a free size */
export function cost(built: Built<Value>): Cost {
  let macs = 0;
  let thop = 0;
  for (const node of topologicalOrder([built.result])) {
    macs += macsOf(node);
    thop += thopOf(node);
  }
  return { parameters: parameterCount(built), macs, thop };
}

const elements = (value: Value): number => elementCount(staticShape(value.shape, 'cost'));
const output = (node: Node): Value => node.outputs[0]!;
const operand = (node: Node, index: number): Value => node.inputs[index]!;
const attributesAs = <K extends OpName>(node: Node, _name: K): Node<K>['attributes'] =>
  (node as unknown as Node<K>).attributes;

function convolutionMacs(node: Node): number {
  const [, perGroup, height, width] = staticShape(operand(node, 1).shape, 'cost') as [
    number,
    number,
    number,
    number,
  ];
  return elements(output(node)) * perGroup * height * width;
}

function macsOf(node: Node): number {
  switch (node.op.name) {
    case 'conv2d':
      return convolutionMacs(node);
    case 'matMul': {
      // A product with a constant is a pooling or an interpolation.
      if (node.inputs.some((value) => value.node.op.name === 'constant')) return 0;
      const { transposeA } = attributesAs(node, 'matMul');
      const shape = staticShape(operand(node, 0).shape, 'cost');
      return elements(output(node)) * shape[shape.length - (transposeA ? 2 : 1)]!;
    }
    default:
      return 0;
  }
}

function thopOf(node: Node): number {
  switch (node.op.name) {
    case 'conv2d':
      return convolutionMacs(node) + (node.inputs.length > 2 ? elements(output(node)) : 0);
    case 'batchNormInference':
      return 2 * elements(output(node));
    case 'averagePool2d':
      return elements(output(node));
    case 'reduceMean': {
      const { axes } = attributesAs(node, 'reduceMean');
      if (axes.join() !== '2,3') return 0;
      const [, , height, width] = staticShape(operand(node, 0).shape, 'cost') as [
        number,
        number,
        number,
        number,
      ];
      return elements(output(node)) * (height * width + 1);
    }
    default:
      return 0;
  }
}
