import type { DType } from '../dtype.js';
import type { Shape } from '../shape.js';
import type { Tensor } from '../tensor.js';

type None = Readonly<Record<never, never>>;

/** Geometry of a two-dimensional window. Pads are `[top, left, bottom, right]`, ONNX's order. */
export interface WindowAttributes {
  readonly kernel: readonly [number, number];
  readonly strides: readonly [number, number];
  readonly pads: readonly [number, number, number, number];
  readonly dilations: readonly [number, number];
}

export interface ConvolutionAttributes extends WindowAttributes {
  readonly groups: number;
}

export interface ReductionAttributes {
  /** Positive, ascending. Reduced axes are kept with size 1. */
  readonly axes: readonly number[];
}

export type PadMode = 'constant' | 'reflect' | 'edge';

/**
 * The closed list of primitives and their attributes. Every op has one definition (`ops/`), and one ONNX form
 * (`onnx/lower/`); both tables are total over this list.
 */
export interface OpAttributes {
  // sources
  input: { readonly name: string; readonly dtype: DType; readonly shape: Shape };
  constant: { readonly tensor: Tensor };
  /** Product of the sizes of `axes`, as a float scalar. */
  extent: { readonly axes: readonly number[] };
  // element-wise, one operand
  neg: None;
  abs: None;
  sign: None;
  exp: None;
  log: None;
  sqrt: None;
  reciprocal: None;
  floor: None;
  /** 1 above zero, else 0. */
  step: None;
  erf: None;
  sigmoid: None;
  tanh: None;
  softplus: None;
  relu: None;
  leakyRelu: { readonly slope: number };
  clip: { readonly min: number; readonly max: number };
  cast: { readonly to: DType };
  stopGradient: None;
  // element-wise, broadcasting
  add: None;
  sub: None;
  mul: None;
  div: None;
  maximum: None;
  minimum: None;
  equal: None;
  less: None;
  greater: None;
  and: None;
  where: None;
  // reductions
  reduceSum: ReductionAttributes;
  reduceMean: ReductionAttributes;
  reduceMax: ReductionAttributes;
  // layout
  reshape: { readonly shape: Shape };
  transpose: { readonly perm: readonly number[] };
  expand: { readonly shape: Shape };
  concat: { readonly axis: number };
  split: { readonly axis: number; readonly sizes: readonly number[] };
  slice: {
    readonly axes: readonly number[];
    readonly starts: readonly number[];
    readonly ends: readonly number[];
    readonly steps: readonly number[];
  };
  pad: {
    readonly mode: PadMode;
    readonly before: readonly number[];
    readonly after: readonly number[];
    readonly value: number;
  };
  depthToSpace: { readonly block: number; readonly mode: 'DCR' | 'CRD' };
  spaceToDepth: { readonly block: number; readonly mode: 'DCR' | 'CRD' };
  gatherElements: { readonly axis: number };
  scatterAddElements: { readonly axis: number; readonly size: number };
  // linear algebra
  matMul: { readonly transposeA: boolean; readonly transposeB: boolean };
  conv2d: ConvolutionAttributes;
  conv2dInputGradient: ConvolutionAttributes & { readonly size: readonly [Shape[number], Shape[number]] };
  conv2dKernelGradient: ConvolutionAttributes;
  // windows and sampling
  maxPool2d: WindowAttributes;
  maxPool2dGradient: WindowAttributes;
  averagePool2d: WindowAttributes & { readonly countPadding: boolean };
  upsampleNearest: { readonly scale: number };
  upsampleBilinear: { readonly scale: number; readonly alignCorners: boolean };
  gridSample: { readonly padding: 'zeros' | 'border'; readonly alignCorners: boolean };
  // normalisation
  softmax: { readonly axis: number };
  batchNormTraining: { readonly epsilon: number };
  batchNormInference: { readonly epsilon: number };
}

export type OpName = keyof OpAttributes;
