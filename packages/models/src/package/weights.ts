import { floats, fromHalfBits, type Tensor } from '@celltally/engine';
import { FLOAT, FLOAT16, GRAPH, HALF, MODEL_GRAPH, TENSOR } from './onnx-fields.js';
import { readWire, varintsOf, type WireField } from './wire.js';

/**
 * The weights of an ONNX model by name, in single precision however they are stored: of a model that `compile` of the
 * engine made, the network's parameters and statistics, and constants of its own.
 */
export function weightsOf(model: Uint8Array): ReadonlyMap<string, Tensor<'float32'>> {
  return new Map(
    contentsOf(model, MODEL_GRAPH).flatMap((graph) =>
      contentsOf(graph, GRAPH.initializer).flatMap((tensor) => {
        const read = readTensor([...readWire(tensor)]);
        return read === undefined ? [] : [read];
      }),
    ),
  );
}

const contentsOf = (message: Uint8Array, number: number): Uint8Array[] =>
  [...readWire(message)].filter((field) => field.number === number).map(({ content }) => content);

/** A tensor of floating-point numbers; undefined for others. */
function readTensor(fields: readonly WireField[]): [string, Tensor<'float32'>] | undefined {
  const field = (number: number): WireField | undefined => fields.find((each) => each.number === number);
  const raw = field(TENSOR.rawData)?.content;
  const type = field(TENSOR.dataType)?.varint;
  if (raw === undefined || (type !== FLOAT && type !== FLOAT16)) return undefined;
  const name = new TextDecoder('utf-8').decode(field(TENSOR.name)?.content);
  const shape = fields.filter(({ number }) => number === TENSOR.dims).flatMap(varintsOf);
  const view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength);
  const data =
    type === FLOAT
      ? Float32Array.from({ length: raw.length / 4 }, (_, i) => view.getFloat32(4 * i, true))
      : Float32Array.from({ length: raw.length / 2 }, (_, i) => fromHalfBits(view.getUint16(2 * i, true)));
  return [name.endsWith(HALF) ? name.slice(0, -HALF.length) : name, floats(shape, data)];
}
