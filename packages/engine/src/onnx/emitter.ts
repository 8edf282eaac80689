import { CompileError } from '../errors.js';
import type { Value } from '../graph/value.js';
import type { DeviceName } from '../runtime/device.js';
import { formatDim, type Shape } from '../shape.js';
import { integers, scalar, type Tensor } from '../tensor.js';
import type { NodeProto, TensorProto } from './generated/onnx_pb.js';
import { type Attribute, nodeProto, tensorProto } from './proto.js';

/** What the lowerings write to: it names results, shares equal constants, and makes sizes of free dimensions. */
export interface Emitter {
  /** Only operators of the ONNX standard, so that every consumer can run the model. */
  readonly standard: boolean;
  /** The device that the program is meant for, where an operator's form depends on it. */
  readonly device: DeviceName;
  /** Adds an operator with one result and returns the result's name. */
  emit(
    opType: string,
    inputs: readonly string[],
    attributes?: Readonly<Record<string, Attribute>>,
    domain?: string,
  ): string;
  /** Adds an operator with several results; an empty string in `inputs` omits an optional input. */
  emitMany(
    opType: string,
    inputs: readonly string[],
    outputs: number,
    attributes?: Readonly<Record<string, Attribute>>,
    domain?: string,
  ): string[];
  constant(value: Tensor): string;
  float(value: number): string;
  /** What `make` emitted under this key before, or emits now: for pieces that a node has in common with its gradients. */
  shared(key: string, make: () => string): string;
  ints(values: readonly number[]): string;
  /** The name of an int64 vector that holds `shape`, computed from the graph's inputs where a size is free. */
  dims(shape: Shape): string;
}

export interface EmittedGraph {
  readonly nodes: NodeProto[];
  readonly initializers: TensorProto[];
}

/** Where the size of a unit can be read: size of `axis` of `input` is `step` units. */
export interface UnitSource {
  readonly input: string;
  readonly axis: number;
  readonly step: number;
}

/** Finds, for every unit in the inputs' shapes, an axis that is a plain multiple of it. */
export function unitSources(inputs: readonly { name: string; value: Value }[]): Map<string, UnitSource> {
  const sources = new Map<string, UnitSource>();
  for (const { name, value } of inputs) {
    value.shape.forEach((dim, axis) => {
      if (typeof dim === 'number') return;
      const [[unit, step], ...rest] = Object.entries(dim.terms) as [[string, number], ...[string, number][]];
      if (rest.length === 0 && unit !== '' && !unit.includes('*') && !sources.has(unit)) {
        sources.set(unit, { input: name, axis, step });
      }
    });
  }
  return sources;
}

export function createEmitter(
  options: {
    readonly standard: boolean;
    readonly device: DeviceName;
    readonly units: ReadonlyMap<string, UnitSource>;
    /** Names of the graph's inputs and outputs, which no result in between may bear. */
    readonly taken: ReadonlySet<string>;
  },
  graph: EmittedGraph,
): Emitter {
  let counter = 0;
  const constants = new Map<string, string>();
  const sizes = new Map<string, string>();
  const pieces = new Map<string, string>();

  const fresh = (stem: string): string => {
    const name = `${stem}_${counter++}`;
    return options.taken.has(name) ? fresh(stem) : name;
  };

  const emitter: Emitter = {
    standard: options.standard,
    device: options.device,
    emit: (opType, inputs, attributes, domain) =>
      emitter.emitMany(opType, inputs, 1, attributes, domain)[0] as string,
    emitMany: (opType, inputs, outputs, attributes = {}, domain = '') => {
      const names = Array.from({ length: outputs }, () => fresh(opType.toLowerCase()));
      graph.nodes.push(nodeProto(opType, [...inputs], names, attributes, domain));
      return names;
    },
    constant: (value) => {
      const key =
        value.data.length <= 16 ? `${value.dtype}[${value.shape.join()}]${value.data.join()}` : undefined;
      const known = key === undefined ? undefined : constants.get(key);
      if (known !== undefined) return known;
      const name = fresh('constant');
      graph.initializers.push(tensorProto(name, value));
      if (key !== undefined) constants.set(key, name);
      return name;
    },
    shared: (key, make) => {
      const known = pieces.get(key);
      if (known !== undefined) return known;
      const name = make();
      pieces.set(key, name);
      return name;
    },
    float: (value) => emitter.constant(scalar(value)),
    ints: (values) => emitter.constant(integers([values.length], values)),
    dims: (shape) => {
      if (shape.every((dim) => typeof dim === 'number')) return emitter.ints(shape as readonly number[]);
      return emitter.emit(
        'Concat',
        shape.map((dim) => sizeOf(dim)),
        { axis: 0 },
      );
    },
  };

  /** An int64 vector of one size: a sum of products of units, each read from an input's shape. */
  const sizeOf = (dim: Shape[number]): string => {
    if (typeof dim === 'number') return emitter.ints([dim]);
    const key = formatDim(dim);
    const known = sizes.get(key);
    if (known !== undefined) return known;
    const terms = Object.entries(dim.terms).map(([units, factor]) => {
      const factors = units === '' ? [] : units.split('*').map(unitOf);
      return factors.reduce((product, unit) => emitter.emit('Mul', [product, unit]), emitter.ints([factor]));
    });
    const name = terms.reduce((sum, term) => emitter.emit('Add', [sum, term]));
    sizes.set(key, name);
    return name;
  };

  const unitOf = (unit: string): string => {
    const known = sizes.get(unit);
    if (known !== undefined) return known;
    const source = options.units.get(unit);
    if (source === undefined) {
      throw new CompileError(
        `the free size '${unit}' stands in no input's shape by itself, so it cannot be read at run time`,
      );
    }
    const shape = emitter.emit('Shape', [source.input]);
    const size = emitter.emit('Gather', [shape, emitter.ints([source.axis])], { axis: 0 });
    const name = source.step === 1 ? size : emitter.emit('Div', [size, emitter.ints([source.step])]);
    sizes.set(unit, name);
    return name;
  };

  return emitter;
}
