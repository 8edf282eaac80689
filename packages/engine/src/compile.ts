import { create, toBinary } from '@bufbuild/protobuf';
import { CompileError } from './errors.js';
import { topologicalOrder } from './graph/topology.js';
import type { Node, Value } from './graph/value.js';
import { createEmitter, type EmittedGraph, unitSources } from './onnx/emitter.js';
import { ModelProtoSchema } from './onnx/generated/onnx_pb.js';
import { lowerings } from './onnx/lower/table.js';
import type { Lowering } from './onnx/lower/lowering.js';
import { nodeProto, tensorProto, valueInfo } from './onnx/proto.js';
import type { OpAttributes, OpName } from './ops/attributes.js';
import type { CompiledProgram, TensorSpec } from './runtime/device.js';
import { formatDim, sameShape, formatShape } from './shape.js';
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
  /** Written to the model's metadata. */
  readonly description?: string;
}

const inputAttributes = (node: Node): OpAttributes['input'] => (node as unknown as Node<'input'>).attributes;

/**
 * Compiles the graph that the outputs reach to an ONNX model.
 * @throws CompileError for two different inputs of one name, or a free size that cannot be computed
 */
export function compile(options: CompileOptions): CompiledProgram {
  const { outputs, constants = new Map<Value, Tensor>(), substitute = new Map<Value, Value>() } = options;
  const resolve = (value: Value): Value => {
    const replaced = substitute.get(value);
    return replaced === undefined || replaced === value ? value : resolve(replaced);
  };
  const order = topologicalOrder(Object.values(outputs), resolve);
  const inputs = declaredInputs(order, constants);
  const graph: EmittedGraph = { nodes: [], initializers: [] };
  const emitter = createEmitter({ standard: options.standard ?? false, units: unitSources(inputs) }, graph);
  const names = new Map<Value, string>();
  for (const node of order) {
    if (node.op.name === 'input') {
      const value = node.outputs[0] as Value;
      const { name } = inputAttributes(node);
      const fixed = constants.get(value);
      if (fixed !== undefined) graph.initializers.push(tensorProto(name, fixed));
      names.set(value, name);
      continue;
    }
    const lower = lowerings[node.op.name] as unknown as Lowering<OpName>;
    const produced = lower(
      emitter,
      node,
      node.inputs.map((value) => names.get(resolve(value)) as string),
    );
    (typeof produced === 'string' ? [produced] : produced).forEach((name, index) => {
      const value = node.outputs[index];
      if (value !== undefined) names.set(value, name);
    });
  }
  for (const [name, value] of Object.entries(outputs)) {
    graph.nodes.push(nodeProto('Identity', [names.get(resolve(value)) as string], [name], {}, ''));
  }
  for (const { name } of inputs) {
    if (name in outputs) throw new CompileError(`'${name}' names both an input and an output`);
  }
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
    if (node.op.name !== 'input') continue;
    const { name } = inputAttributes(node);
    const value = node.outputs[0] as Value;
    const other = seen.get(name);
    if (other !== undefined && other !== value) throw new CompileError(`two inputs are named '${name}'`);
    const fixed = constants.get(value);
    if (fixed !== undefined && !sameShape(fixed.shape, value.shape)) {
      throw new CompileError(`the constant for '${name}' has shape ${formatShape(fixed.shape)}, the input ${formatShape(value.shape)}`);
    }
    seen.set(name, value);
  }
  return [...seen].filter(([, value]) => !constants.has(value)).map(([name, value]) => ({ name, value }));
}

const specOf = (name: string, value: Value): TensorSpec => ({
  name,
  dtype: value.dtype,
  shape: value.shape.map((dim) => (typeof dim === 'number' ? dim : formatDim(dim))),
});
