import {
  add,
  type CompiledProgram,
  clipNorm,
  compile,
  concat,
  type DeviceName,
  gradients,
  input,
  mul,
  type Optimiser,
  reshape,
  scalar,
  split,
  sub,
  type Tensor,
  type Value,
  zeros,
} from '@celltally/engine';
import { NetworkError } from './errors.js';
import { type FlatLayout, flatLayout } from './flat.js';
import type { Built, Declaration } from './scope.js';

/** Names of the tensors that stay on the device between steps. */
export const PARAMETERS = 'parameters';
export const BUFFERS = 'buffers';
export const AVERAGE = 'average';
/** Scalar: the share of a step's parameters in their average. */
const AVERAGE_SHARE = 'averageShare';

const stateName = (name: string): string => `optimiser.${name}`;
const scalarName = (name: string): string => `step.${name}`;

export interface TrainingStepOptions {
  readonly network: Built<unknown>;
  readonly loss: Value;
  /** More values to report, by name. */
  readonly metrics?: Readonly<Record<string, Value>>;
  readonly optimiser: Optimiser;
  /** Upper bound of the gradient's norm. Default: none. */
  readonly clip?: number;
  /**
   * Keeps an average of the parameters beside them: exponential, with this decay a step (0.999, say), and the plain mean of
   * all steps so far while that weighs the newest more, so that the initial parameters have no part in it. Default: none.
   */
  readonly averaging?: number;
  /** The device that will run it. Default `cpu`. */
  readonly device?: DeviceName;
  /** Goes before the names of the tensors that stay on the device, where several networks share it. Default: nothing. */
  readonly prefix?: string;
  /** Other networks on the device that the loss reads and the step leaves as they are, by their prefixes. */
  readonly reads?: Readonly<Record<string, Built<unknown>>>;
  /** More values that stay on the device, by the names under which other programs read them. */
  readonly leaves?: Readonly<Record<string, Value>>;
}

/** A compiled training step and what the host must know to feed it. */
export interface TrainingStep {
  readonly program: CompiledProgram;
  readonly parameters: FlatLayout;
  readonly buffers: FlatLayout;
  /** Resident tensors at the start, given the initial parameters and buffers. */
  initialState(parameters: Float32Array, buffers: Float32Array): Record<string, Tensor>;
  /** The scalars of step `step` (from 1), to be fed beside the batch. */
  scalars(step: number, learningRate: number): Record<string, Tensor>;
}

/** A flat vector stands for all tensors of a list: each is a piece of it. */
function piecesOf(vector: Value, declarations: readonly Declaration[]): Map<Value, Value> {
  const layout = flatLayout(declarations);
  const pieces = split(
    vector,
    0,
    layout.entries.map(({ length }) => length),
  );
  return new Map(declarations.map(({ value, shape }, i) => [value, reshape(pieces[i] as Value, shape)]));
}

/** The named tensors as pieces of the vectors on the device. */
function residentPieces(network: Built<unknown>, averaged: boolean, prefix = ''): Map<Value, Value> {
  const parameters = input(prefix + (averaged ? AVERAGE : PARAMETERS), [
    flatLayout(network.parameters).length,
  ]);
  const pieces = piecesOf(parameters, network.parameters);
  if (network.buffers.length > 0) {
    const buffers = input(prefix + BUFFERS, [flatLayout(network.buffers).length]);
    for (const [value, piece] of piecesOf(buffers, network.buffers)) pieces.set(value, piece);
  }
  return pieces;
}

const flat = (value: Value): Value =>
  reshape(value, [value.shape.reduce<number>((n, d) => n * (d as number), 1)]);

/**
 * Compiles one step: forward, gradient, optimiser. Parameters, buffers and the optimiser's state are three or four flat
 * vectors that stay on the device, so that the optimiser costs the same few operators for any network.
 */
export function compileTrainingStep(options: TrainingStepOptions): TrainingStep {
  const { network, loss, optimiser, metrics = {}, prefix = '', reads = {}, leaves = {} } = options;
  const parameterLayout = flatLayout(network.parameters);
  const bufferLayout = flatLayout(network.buffers);
  const resident = (name: string): string => prefix + name;
  const vector = input(resident(PARAMETERS), [parameterLayout.length]);
  const found = gradients(
    loss,
    network.parameters.map(({ value }) => value),
  );
  const whole = concat(found.map(flat), 0);
  const clipped = options.clip === undefined ? { gradient: whole } : clipNorm(whole, options.clip);

  const state = Object.fromEntries(
    optimiser.state.map((name) => [name, input(resident(stateName(name)), [parameterLayout.length])]),
  );
  const scalarNames = Object.keys(optimiser.scalars(1, 1));
  const scalars = Object.fromEntries(scalarNames.map((name) => [name, input(scalarName(name), [])]));
  const next = optimiser.update({ parameters: vector, gradient: clipped.gradient, state, scalars });

  const outputs: Record<string, Value> = { loss, ...metrics };
  if ('norm' in clipped) outputs.gradientNorm = clipped.norm;
  const updates: Record<string, string> = {};
  const keep = (name: string, value: Value): void => {
    outputs[`next.${name}`] = value;
    updates[`next.${name}`] = name;
  };
  keep(resident(PARAMETERS), next.parameters);
  for (const [name, value] of Object.entries(next.state)) keep(resident(stateName(name)), value);
  for (const [name, value] of Object.entries(leaves)) keep(name, value);
  const substitute = piecesOf(vector, network.parameters);
  for (const [other, read] of Object.entries(reads)) {
    for (const [value, piece] of residentPieces(read, false, other)) substitute.set(value, piece);
  }
  if (network.buffers.length > 0) {
    const buffers = input(resident(BUFFERS), [bufferLayout.length]);
    for (const [value, piece] of piecesOf(buffers, network.buffers)) substitute.set(value, piece);
    keep(
      resident(BUFFERS),
      concat(
        network.buffers.map(({ name, value }) => flat(network.updates.get(name) ?? value)),
        0,
      ),
    );
  }
  if (options.averaging !== undefined) {
    const average = input(resident(AVERAGE), [parameterLayout.length]);
    const share = input(scalarName(AVERAGE_SHARE), []);
    keep(resident(AVERAGE), add(average, mul(sub(next.parameters, average), share)));
  }

  return {
    program: compile({ outputs, updates, substitute, device: options.device ?? 'cpu' }),
    parameters: parameterLayout,
    buffers: bufferLayout,
    initialState: (parameters, buffers) => ({
      [resident(PARAMETERS)]: { dtype: 'float32', shape: [parameterLayout.length], data: parameters },
      ...(network.buffers.length > 0
        ? { [resident(BUFFERS)]: { dtype: 'float32', shape: [bufferLayout.length], data: buffers } }
        : {}),
      ...Object.fromEntries(
        optimiser.state.map((name) => [
          resident(stateName(name)),
          zeros('float32', [parameterLayout.length]),
        ]),
      ),
      ...(options.averaging === undefined
        ? {}
        : {
            [resident(AVERAGE)]: {
              dtype: 'float32' as const,
              shape: [parameterLayout.length],
              data: parameters.slice(),
            },
          }),
    }),
    scalars: (step, learningRate) => {
      const { averaging } = options;
      const values = {
        ...optimiser.scalars(step, learningRate),
        ...(averaging === undefined ? {} : { [AVERAGE_SHARE]: Math.max(1 - averaging, 1 / step) }),
      };
      return Object.fromEntries(
        Object.entries(values).map(([name, value]) => [scalarName(name), scalar(value)]),
      );
    },
  };
}

/**
 * Compiles a network that only runs, reading the parameters that a training step on the same device updates. With
 * `averaged`, the exponential average of the parameters instead.
 */
export function compileInference(options: {
  readonly network: Built<unknown>;
  readonly outputs: Readonly<Record<string, Value>>;
  readonly averaged?: boolean;
  /** The device that the program is for. Default `cpu`. */
  readonly device?: DeviceName;
}): CompiledProgram {
  const { network, outputs, averaged = false, device = 'cpu' } = options;
  return compile({ outputs, substitute: residentPieces(network, averaged), device });
}

/** The buffers that a training step changes, as they follow one another in a vector of their own. */
export const updatedBuffers = (network: Built<unknown>): FlatLayout =>
  flatLayout(network.buffers.filter(({ name }) => network.updates.has(name)));

/**
 * Compiles what a step does to the buffers that it changes, and nothing else: it reads the parameters on the device and
 * gives the vector `statistics`, laid out as `updatedBuffers`. What those buffers held before counts as zero, so that
 * the result is the batch's own statistics times `STATISTICS_SHARE`.
 */
export function compileStatistics(options: {
  readonly network: Built<unknown>;
  readonly averaged?: boolean;
  /** The device that the program is for. Default `cpu`. */
  readonly device?: DeviceName;
}): CompiledProgram {
  const { network, averaged = false, device = 'cpu' } = options;
  const changed = network.buffers.filter(({ name }) => network.updates.has(name));
  const pieces = residentPieces(network, averaged);
  const constants = new Map(changed.map(({ value, shape }) => [value, zeros('float32', shape)]));
  for (const { value } of changed) pieces.delete(value);
  const statistics = concat(
    changed.map(({ name }) => flat(network.updates.get(name) as Value)),
    0,
  );
  return compile({ outputs: { statistics }, substitute: pieces, constants, device });
}

/**
 * Compiles a trained network as a model of its own, in standard ONNX: parameters become constants, free sizes stay free.
 */
export function compileExport(options: {
  readonly network: Built<unknown>;
  readonly outputs: Readonly<Record<string, Value>>;
  readonly tensors: ReadonlyMap<string, Tensor>;
  readonly description?: string;
}): CompiledProgram {
  const { network, outputs, tensors, description } = options;
  const constants = new Map<Value, Tensor>();
  for (const { name, value } of [...network.parameters, ...network.buffers]) {
    const found = tensors.get(name);
    if (found === undefined)
      throw new NetworkError(`tensor '${name}' is missing: the model cannot be exported`);
    constants.set(value, found);
  }
  return compile({
    outputs,
    constants,
    standard: true,
    ...(description === undefined ? {} : { description }),
  });
}
