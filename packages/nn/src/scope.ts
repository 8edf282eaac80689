import { input, type Value } from '@celltally/engine';
import { NetworkError } from './errors.js';
import type { Initialiser } from './initialise.js';

/** A named tensor of a network, and how it starts. */
export interface Declaration {
  readonly name: string;
  readonly shape: readonly number[];
  readonly initialise: Initialiser;
  /** The graph input that stands for it. */
  readonly value: Value;
}

/** A dropout mask that the host draws for every step: 0, or 1/keep with probability `keep`. */
export interface MaskDeclaration {
  readonly name: string;
  readonly shape: readonly number[];
  readonly keep: number;
  readonly value: Value;
}

/**
 * Where a layer declares what it owns. Names grow with `child`: `enc.0.b0.0.weight`. Layers are functions of a scope
 * and a value; the scope collects what they declare.
 */
export interface Scope {
  /** True while a training graph is built: batch statistics, dropout. */
  readonly training: boolean;
  /** True where batch normalisation goes by its running statistics in training as well, and leaves them as they are. */
  readonly keepsStatistics: boolean;
  child(name: string | number): Scope;
  /** A tensor that training changes. */
  parameter(name: string, shape: readonly number[], initialise: Initialiser): Value;
  /** A tensor that the network carries but no gradient changes (running statistics). */
  buffer(name: string, shape: readonly number[], initialise: Initialiser): Value;
  /** Gives a buffer of this scope its value after the step. */
  update(name: string, next: Value): void;
  /** The same scope for a part that does not learn: its parameters are buffers, its layers run as in inference. */
  frozen(): Scope;
  /** A dropout mask. In a graph that does not train, `undefined`. */
  mask(name: string, shape: readonly number[], keep: number): Value | undefined;
}

/** A network as built once: its results, and everything its layers declared, in order of declaration. */
export interface Built<T> {
  readonly result: T;
  readonly parameters: readonly Declaration[];
  readonly buffers: readonly Declaration[];
  /** Buffer name -> its value after a training step. */
  readonly updates: ReadonlyMap<string, Value>;
  readonly masks: readonly MaskDeclaration[];
}

/** How a network is built. */
export interface BuildOptions {
  readonly training: boolean;
  /** Whether a training leaves the statistics of batch normalisation as they are, and normalises by them. Default false. */
  readonly keepStatistics?: boolean;
}

/** Runs a network function and collects what it declares. */
export function build<T>(network: (scope: Scope) => T, options: BuildOptions): Built<T> {
  const parameters: Declaration[] = [];
  const buffers: Declaration[] = [];
  const updates = new Map<string, Value>();
  const masks: MaskDeclaration[] = [];
  const taken = new Set<string>();

  const declare = (
    list: Declaration[],
    name: string,
    shape: readonly number[],
    initialise: Initialiser,
  ): Value => {
    if (taken.has(name))
      throw new NetworkError(`two tensors of the network are named '${name}': give one a scope of its own`);
    taken.add(name);
    const value = input(name, shape);
    list.push({ name, shape, initialise, value });
    return value;
  };

  const scopeAt = (prefix: string, learns: boolean): Scope => ({
    training: options.training && learns,
    keepsStatistics: options.keepStatistics === true,
    child: (name) => scopeAt(`${prefix}${name}.`, learns),
    frozen: () => scopeAt(prefix, false),
    parameter: (name, shape, initialise) =>
      declare(learns ? parameters : buffers, prefix + name, shape, initialise),
    buffer: (name, shape, initialise) => declare(buffers, prefix + name, shape, initialise),
    update: (name, next) => {
      updates.set(prefix + name, next);
    },
    mask: (name, shape, keep) => {
      if (!options.training || !learns) return undefined;
      const value = input(`mask.${prefix}${name}`, shape);
      masks.push({ name: `mask.${prefix}${name}`, shape, keep, value });
      return value;
    },
  });

  return { result: network(scopeAt('', true)), parameters, buffers, updates, masks };
}

/** Number of trainable values. */
export const parameterCount = (built: Pick<Built<unknown>, 'parameters'>): number =>
  built.parameters.reduce((total, { shape }) => total + shape.reduce((n, d) => n * d, 1), 0);
