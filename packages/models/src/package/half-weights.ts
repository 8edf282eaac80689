import { toHalfBits } from '@celltally/engine';
import { ATTRIBUTE, FLOAT, FLOAT16, GRAPH, HALF, MODEL_GRAPH, NODE, TENSOR } from './onnx-fields.js';
import {
  bytesField,
  joinBytes,
  readWire,
  textField,
  varintField,
  varintsOf,
  type WireField,
} from './wire.js';

const LARGEST_HALF = 65504;

/**
 * An ONNX model with its weights stored in half precision, in about half the bytes. Each is cast to float32 when the
 * model is loaded, by a standard operator, and everything is computed in float32. Vectors stay as they are: biases and
 * statistics are few, and variances may lie beyond the range of halves.
 *
 * @param model ONNX bytes as `compile` of the engine makes them
 */
export function halfWeights(model: Uint8Array): Uint8Array {
  return joinBytes(
    [...readWire(model)].map((field) =>
      field.number === MODEL_GRAPH ? bytesField(MODEL_GRAPH, halveGraph(field.content)) : field.raw,
    ),
  );
}

function halveGraph(graph: Uint8Array): Uint8Array {
  const casts: Uint8Array[] = [];
  const fields = [...readWire(graph)].map(({ number, content, raw }): [number, Uint8Array] => {
    const halved = number === GRAPH.initializer ? halveTensor(content) : undefined;
    if (halved === undefined) return [number, raw];
    casts.push(bytesField(GRAPH.node, castNode(halved.stored, halved.name)));
    return [number, bytesField(GRAPH.initializer, halved.tensor)];
  });
  const nodes = fields.filter(([number]) => number === GRAPH.node);
  const others = fields.filter(([number]) => number !== GRAPH.node);
  // Nodes must stand in the order in which they run, and the casts run first.
  return joinBytes([...casts, ...[...nodes, ...others].map(([, bytes]) => bytes)]);
}

/** The tensor in half precision under a name of its own; undefined where it stays as it is. */
function halveTensor(
  tensor: Uint8Array,
): { readonly tensor: Uint8Array; readonly name: string; readonly stored: string } | undefined {
  const fields = [...readWire(tensor)];
  const raw = fields.find(({ number }) => number === TENSOR.rawData)?.content;
  const isFloat = fields.some(({ number, varint }) => number === TENSOR.dataType && varint === FLOAT);
  if (!isFloat || raw === undefined || rank(fields) < 2) return undefined;
  const view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength);
  const halves = new Uint8Array(raw.length / 2);
  const halfView = new DataView(halves.buffer);
  for (let i = 0; i < raw.length / 4; i++) {
    const value = view.getFloat32(4 * i, true);
    if (!(Math.abs(value) <= LARGEST_HALF)) return undefined;
    halfView.setUint16(2 * i, toHalfBits(value), true);
  }
  const name = new TextDecoder('utf-8').decode(fields.find(({ number }) => number === TENSOR.name)?.content);
  const stored = `${name}${HALF}`;
  const replaced: readonly number[] = [TENSOR.dataType, TENSOR.name, TENSOR.rawData];
  return {
    name,
    stored,
    tensor: joinBytes([
      ...fields.filter(({ number }) => !replaced.includes(number)).map(({ raw: bytes }) => bytes),
      varintField(TENSOR.dataType, FLOAT16),
      textField(TENSOR.name, stored),
      bytesField(TENSOR.rawData, halves),
    ]),
  };
}

const rank = (fields: readonly WireField[]): number =>
  fields.filter(({ number }) => number === TENSOR.dims).flatMap(varintsOf).length;

function castNode(input: string, output: string): Uint8Array {
  const to = joinBytes([
    textField(ATTRIBUTE.name, 'to'),
    varintField(ATTRIBUTE.integer, FLOAT),
    varintField(ATTRIBUTE.type, ATTRIBUTE.typeInteger),
  ]);
  return joinBytes([
    textField(NODE.input, input),
    textField(NODE.output, output),
    textField(NODE.opType, 'Cast'),
    bytesField(NODE.attribute, to),
  ]);
}
