import { create, toBinary } from '@bufbuild/protobuf';
import { CompileError } from './errors.js';
import { topologicalOrder } from './graph/topology.js';
import type { Node, TensorType, Value } from './graph/value.js';
import { createEmitter, type EmittedGraph, unitSources } from './onnx/emitter.js';
import { ModelProtoSchema } from './onnx/generated/onnx_pb.js';
import type { Lowering } from './onnx/lower/lowering.js';
import { lowerings } from './onnx/lower/table.js';
import { nameOutputs } from './onnx/name-outputs.js';
import { tensorProto, valueInfo } from './onnx/proto.js';
import type { OpAttributes, OpName } from './ops/attributes.js';
import type { CompiledProgram, DeviceName, TensorSpec } from './runtime/device.js';
import { formatDim, formatShape, sameShape } from './shape.js';
import type { Tensor } from './tensor.js';

/** ONNX operator set that compiled programs use, and the file format's version that goes with it. */
export const OPSET = 18;
const IR_VERSION = 8n;

export interface CompileOptions {
  /** The graph's results by name. */
  readonly outputs: Readonly<Record<string, Value>>;
  /** Outputs that stay on the device: output name -> resident tensor's name. */
  readonly updates?: Readonly<Record<string, string>>;
  /** Inputs replaced by constants (trained parameters in an exported model). */
  readonly constants?: ReadonlyMap<Value, Tensor>;
  /** Values replaced by others (parameters by slices of one flat vector). */
  readonly substitute?: ReadonlyMap<Value, Value>;
  /** Only standard ONNX operators (exported models). Default false: ONNX Runtime's own operators may be used. */
  readonly standard?: boolean;
  /**
   * The device that the program is meant for. Default `cpu`, whose programs run everywhere but for the gradient of max
   * pooling on `webgpu`.
   */
  readonly device?: DeviceName;
  /** Written to the model's metadata. */
  readonly description?: string;
}

const isInput = (node: Node): boolean => node.op.name === 'input';
const inputAttributes = (node: Node): OpAttributes['input'] => (node as unknown as Node<'input'>).attributes;

/**
 * Compiles the graph that the outputs reach to an ONNX model.
 * @throws CompileError for two inputs of one name, an output named as an input, a constant or substitute of another
 * type or shape, or a free size that cannot be computed
 */
export function compile(options: CompileOptions): CompiledProgram {
  const { outputs, constants = new Map<Value, Tensor>(), substitute = new Map<Value, Value>() } = options;
  const resolve = (value: Value): Value => {
    const replaced = substitute.get(value);
    if (replaced === undefined || replaced === value) return value;
    requireSameType('a substitute', replaced, 'the value it replaces', value);
    return resolve(replaced);
  };
  const order = topologicalOrder(Object.values(outputs), resolve);
  const inputs = declaredInputs(order, constants);
  const taken = new Set([
    ...order.filter(isInput).map((node) => inputAttributes(node).name),
    ...Object.keys(outputs),
  ]);
  const graph: EmittedGraph = { nodes: [], initializers: [] };
  const emitter = createEmitter(
    {
      standard: options.standard ?? false,
      device: options.device ?? 'cpu',
      units: unitSources(inputs),
      taken,
    },
    graph,
  );
  const names = new Map<Value, string>();
  const nameOf = (value: Value): string => {
    const name = names.get(resolve(value));
    if (name === undefined)
      throw new CompileError('the substitutes form a cycle: one is computed from what it replaces');
    return name;
  };
  for (const node of order) {
    if (isInput(node)) {
      const value = node.outputs[0] as Value;
      const { name } = inputAttributes(node);
      if (Object.hasOwn(outputs, name)) throw new CompileError(`'${name}' names both an input and an output`);
      const fixed = constants.get(value);
      if (fixed !== undefined) graph.initializers.push(tensorProto(name, fixed));
      names.set(value, name);
      continue;
    }
    const lower = lowerings[node.op.name] as unknown as Lowering<OpName>;
    const produced = lower(emitter, node, node.inputs.map(nameOf));
    (typeof produced === 'string' ? [produced] : produced).forEach((name, index) => {
      const value = node.outputs[index];
      if (value !== undefined) names.set(value, name);
    });
  }
  nameOutputs(graph, new Map(Object.entries(outputs).map(([name, value]) => [name, nameOf(value)])));
  const inputSpecs = inputs.map(({ name, value }) => specOf(name, value));
  const outputSpecs = Object.entries(outputs).map(([name, value]) => specOf(name, value));
  const model = create(ModelProtoSchema, {
    irVersion: IR_VERSION,
    producerName: 'celltally',
    docString: options.description ?? '',
    opsetImport: [
      { domain: '', version: BigInt(OPSET) },
      ...(options.standard ? [] : [{ domain: 'com.microsoft', version: 1n }]),
    ],
    graph: {
      name: 'celltally',
      node: graph.nodes,
      initializer: graph.initializers,
      input: inputSpecs.map(({ name, dtype, shape }) => valueInfo(name, dtype, shape)),
      output: outputSpecs.map(({ name, dtype, shape }) => valueInfo(name, dtype, shape)),
    },
  });
  return {
    model: toBinary(ModelProtoSchema, model),
    inputs: inputSpecs,
    outputs: outputSpecs,
    updates: options.updates ?? {},
  };
}

/** The inputs that stay inputs, in the order in which the graph reads them. */
function declaredInputs(
  order: readonly Node[],
  constants: ReadonlyMap<Value, Tensor>,
): { name: string; value: Value }[] {
  const seen = new Map<string, Value>();
  for (const node of order) {
    if (!isInput(node)) continue;
    const { name } = inputAttributes(node);
    const value = node.outputs[0] as Value;
    const other = seen.get(name);
    if (other !== undefined && other !== value) throw new CompileError(`two inputs are named '${name}'`);
    const fixed = constants.get(value);
    if (fixed !== undefined) requireSameType(`the constant for '${name}'`, fixed, 'the input', value);
    seen.set(name, value);
  }
  return [...seen].filter(([, value]) => !constants.has(value)).map(([name, value]) => ({ name, value }));
}

function requireSameType(replacing: string, a: TensorType, replaced: string, b: TensorType): void {
  if (a.dtype === b.dtype && sameShape(a.shape, b.shape)) return;
  throw new CompileError(
    `${replacing} is ${a.dtype} ${formatShape(a.shape)}, ${replaced} ${b.dtype} ${formatShape(b.shape)}: they must be the same`,
  );
}

const specOf = (name: string, value: Value): TensorSpec => ({
  name,
  dtype: value.dtype,
  shape: value.shape.map((dim) => (typeof dim === 'number' ? dim : formatDim(dim))),
});
