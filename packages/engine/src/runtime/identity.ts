import { create, toBinary } from '@bufbuild/protobuf';
import type { DType } from '../dtype.js';
import {
  GraphProtoSchema,
  ModelProtoSchema,
  NodeProtoSchema,
  OperatorSetIdProtoSchema,
  TensorProto_DataType,
  TypeProtoSchema,
  ValueInfoProtoSchema,
} from '../onnx/generated/onnx_pb.js';

const elementTypes: Record<DType, TensorProto_DataType> = {
  float32: TensorProto_DataType.FLOAT,
  int64: TensorProto_DataType.INT64,
  int32: TensorProto_DataType.INT32,
  bool: TensorProto_DataType.BOOL,
  uint8: TensorProto_DataType.UINT8,
};

/** ONNX bytes of `y = Identity(x)` for tensors of any rank: how the runtime moves a tensor on to a device or off it. */
export function identityModel(dtype: DType): Uint8Array {
  // No shape: the value may have any rank.
  const type = create(TypeProtoSchema, {
    value: { case: 'tensorType', value: { elemType: elementTypes[dtype] } },
  });
  const graph = create(GraphProtoSchema, {
    name: 'identity',
    input: [create(ValueInfoProtoSchema, { name: 'x', type })],
    output: [create(ValueInfoProtoSchema, { name: 'y', type })],
    node: [create(NodeProtoSchema, { opType: 'Identity', input: ['x'], output: ['y'] })],
  });
  const model = create(ModelProtoSchema, {
    irVersion: 8n,
    opsetImport: [create(OperatorSetIdProtoSchema, { domain: '', version: 17n })],
    graph,
  });
  return toBinary(ModelProtoSchema, model);
}
