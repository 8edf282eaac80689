import { create } from '@bufbuild/protobuf';
import type { DType } from '../dtype.js';
import { CompileError } from '../errors.js';
import type { Tensor } from '../tensor.js';
import {
  type AttributeProto,
  AttributeProto_AttributeType,
  AttributeProtoSchema,
  type NodeProto,
  NodeProtoSchema,
  type TensorProto,
  TensorProto_DataType,
  TensorProtoSchema,
  type ValueInfoProto,
  ValueInfoProtoSchema,
} from './generated/onnx_pb.js';

/** An attribute of an ONNX node: integers and floats are told apart by the wrapper. */
export type Attribute = number | string | readonly number[] | { readonly float: number };

export const onnxType: { readonly [D in DType]: TensorProto_DataType } = {
  float32: TensorProto_DataType.FLOAT,
  int64: TensorProto_DataType.INT64,
  int32: TensorProto_DataType.INT32,
  bool: TensorProto_DataType.BOOL,
  uint8: TensorProto_DataType.UINT8,
};

const requireInteger = (name: string, value: number): bigint => {
  if (!Number.isInteger(value))
    throw new CompileError(`attribute ${name} must be an integer, received ${value}`);
  return BigInt(value);
};

export function attributeProto(name: string, value: Attribute): AttributeProto {
  if (typeof value === 'string') {
    return create(AttributeProtoSchema, {
      name,
      type: AttributeProto_AttributeType.STRING,
      s: new TextEncoder().encode(value),
    });
  }
  if (typeof value === 'number') {
    return create(AttributeProtoSchema, {
      name,
      type: AttributeProto_AttributeType.INT,
      i: requireInteger(name, value),
    });
  }
  if ('float' in value) {
    return create(AttributeProtoSchema, { name, type: AttributeProto_AttributeType.FLOAT, f: value.float });
  }
  return create(AttributeProtoSchema, {
    name,
    type: AttributeProto_AttributeType.INTS,
    ints: value.map((item) => requireInteger(name, item)),
  });
}

export const nodeProto = (
  opType: string,
  input: string[],
  output: string[],
  attributes: Readonly<Record<string, Attribute>>,
  domain: string,
): NodeProto =>
  create(NodeProtoSchema, {
    opType,
    input,
    output,
    domain,
    attribute: Object.entries(attributes).map(([name, value]) => attributeProto(name, value)),
  });

export const tensorProto = (name: string, value: Tensor): TensorProto =>
  create(TensorProtoSchema, {
    name,
    dims: value.shape.map(BigInt),
    dataType: onnxType[value.dtype],
    rawData: new Uint8Array(value.data.buffer as ArrayBuffer, value.data.byteOffset, value.data.byteLength),
  });

export const valueInfo = (name: string, dtype: DType, shape: readonly (number | string)[]): ValueInfoProto =>
  create(ValueInfoProtoSchema, {
    name,
    type: {
      value: {
        case: 'tensorType',
        value: {
          elemType: onnxType[dtype],
          shape: {
            dim: shape.map((dim) =>
              typeof dim === 'number'
                ? { value: { case: 'dimValue' as const, value: BigInt(dim) } }
                : { value: { case: 'dimParam' as const, value: dim } },
            ),
          },
        },
      },
    },
  });
