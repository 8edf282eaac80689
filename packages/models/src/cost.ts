import {
  elementCount,
  type Node,
  type OpName,
  staticShape,
  topologicalOrder,
  type Value,
} from '@celltally/engine';
import { type Built, parameterCount } from '@celltally/nn';
import type { Prediction } from './architecture.js';

/** What a network costs at one size of picture. */
export interface Cost {
  readonly parameters: number;
  /** Multiply-accumulates of convolutions and matrix products; poolings, normalisation and resampling are left out. */
  readonly macs: number;
  /**
   * The count that the profiler thop 0.0.31 gives, which papers print as "FLOPs": convolutions with one addition per
   * biased output, two operations per normalised element, poolings by their window. It charges a transposed convolution
   * `stride²` times what is multiplied. Matrix products and parameters outside of layers count nothing there.
   */
  readonly thop: number;
  /**
   * Bytes that move in memory if every primitive reads all of its operands, weights included, and writes its result, in
   * single precision. A bound: what runs a network joins neighbours and keeps values in its caches.
   */
  readonly traffic: number;
}

/**
 * Costs of a network that was built for inference on a picture of known size. What is computed of parameters alone is
 * left out: an exported model holds the results.
 * @throws ShapeError for a free size
 */
export function cost(built: Built<Prediction>): Cost {
  const { map, count } = built.result;
  const known = new Set([...built.parameters, ...built.buffers].map(({ value }) => value.node));
  let macs = 0;
  let thop = 0;
  let traffic = 0;
  for (const node of topologicalOrder(count ? [map, count] : [map])) {
    if (isKnown(node, known)) known.add(node);
    if (known.has(node)) continue;
    macs += macsOf(node);
    thop += thopOf(node);
    traffic += trafficOf(node);
  }
  return { parameters: parameterCount(built), macs, thop, traffic };
}

const isKnown = ({ op, inputs }: Node, known: ReadonlySet<Node>): boolean =>
  op.name !== 'input' && inputs.every(({ node }) => known.has(node));

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

/** A transposed convolution multiplies every value that it reads by its whole kernel. */
function transposedMacs(node: Node): number {
  const [, perGroup, height, width] = staticShape(operand(node, 1).shape, 'cost') as [
    number,
    number,
    number,
    number,
  ];
  return elements(operand(node, 0)) * perGroup * height * width;
}

function macsOf(node: Node): number {
  switch (node.op.name) {
    case 'conv2d':
      return convolutionMacs(node);
    case 'conv2dInputGradient':
      return transposedMacs(node);
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

/** Bytes of a number in single precision. */
const BYTES = 4;

/** A picture that comes in is read by what takes it, and another shape of the same values moves nothing. */
function trafficOf({ op, inputs, outputs }: Node): number {
  if (op.name === 'input' || op.name === 'constant' || op.name === 'reshape') return 0;
  return BYTES * [...inputs, ...outputs].reduce((sum, value) => sum + elements(value), 0);
}

/** The profiler charges every value of the result with the whole kernel. */
function transposedThop(node: Node): number {
  const { groups, kernel } = attributesAs(node, 'conv2dInputGradient');
  const [channels] = staticShape(operand(node, 1).shape, 'cost') as [number];
  return elements(output(node)) * (channels / groups) * kernel[0] * kernel[1];
}

/** Whether a sum adds the bias of a transposed convolution, which is no operand of its node. */
const isTransposedBias = ({ inputs }: Node): boolean =>
  inputs.some(({ node }) => node.op.name === 'conv2dInputGradient') &&
  inputs.some(({ node }) => node.op.name === 'reshape' && node.inputs[0]?.node.op.name === 'input');

function thopOf(node: Node): number {
  switch (node.op.name) {
    case 'conv2d':
      return convolutionMacs(node) + (node.inputs.length > 2 ? elements(output(node)) : 0);
    case 'conv2dInputGradient':
      return transposedThop(node);
    case 'add':
      return isTransposedBias(node) ? elements(output(node)) : 0;
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
