import { create, toBinary } from '@bufbuild/protobuf';
import type { DType } from '../dtype.js';
import {
  AttributeProto_AttributeType,
  AttributeProtoSchema,
  type GraphProto,
  GraphProtoSchema,
  ModelProtoSchema,
  NodeProtoSchema,
  OperatorSetIdProtoSchema,
  TensorProto_DataType,
  TypeProtoSchema,
  ValueInfoProtoSchema,
} from '../onnx/generated/onnx_pb.js';
import type { CompiledProgram, TensorSpec } from '../runtime/device.js';

/** One ONNX node without a name: operator, inputs, outputs and integer attributes. */
export interface TinyNode {
  readonly op: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly integers?: Readonly<Record<string, number>>;
}

/** A program written out by hand, for tests of the runtime that must not depend on the compiler. */
export interface TinyProgram {
  readonly inputs: readonly TensorSpec[];
  readonly outputs: readonly TensorSpec[];
  readonly nodes: readonly TinyNode[];
  readonly updates?: Readonly<Record<string, string>>;
}

const elementTypes: Record<DType, TensorProto_DataType> = {
  float32: TensorProto_DataType.FLOAT,
  int64: TensorProto_DataType.INT64,
  int32: TensorProto_DataType.INT32,
  bool: TensorProto_DataType.BOOL,
  uint8: TensorProto_DataType.UINT8,
};

const dimension = (size: number | string) =>
  typeof size === 'string'
    ? { value: { case: 'dimParam' as const, value: size } }
    : { value: { case: 'dimValue' as const, value: BigInt(size) } };

const valueInfo = ({ name, dtype, shape }: TensorSpec) =>
  create(ValueInfoProtoSchema, {
    name,
    type: create(TypeProtoSchema, {
      value: {
        case: 'tensorType',
        value: {
          elemType: elementTypes[dtype],
          shape: {
            dim: shape.map(dimension),
          },
        },
      },
    }),
  });

const graphOf = (program: TinyProgram): GraphProto =>
  create(GraphProtoSchema, {
    name: 'tiny',
    input: program.inputs.map(valueInfo),
    output: program.outputs.map(valueInfo),
    node: program.nodes.map((node) =>
      create(NodeProtoSchema, {
        opType: node.op,
        input: [...node.inputs],
        output: [...node.outputs],
        attribute: Object.entries(node.integers ?? {}).map(([name, value]) =>
          create(AttributeProtoSchema, { name, type: AttributeProto_AttributeType.INT, i: BigInt(value) }),
        ),
      }),
    ),
  });

/** Encodes a hand-written program as ONNX (opset 17). */
export const tinyProgram = (program: TinyProgram): CompiledProgram => ({
  model: toBinary(
    ModelProtoSchema,
    create(ModelProtoSchema, {
      irVersion: 8n,
      opsetImport: [create(OperatorSetIdProtoSchema, { domain: '', version: 17n })],
      graph: graphOf(program),
    }),
  ),
  inputs: program.inputs,
  outputs: program.outputs,
  updates: program.updates ?? {},
});
