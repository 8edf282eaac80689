import type { Tensor, Value } from '@celltally/engine';
import type { Declaration, Scope } from '@celltally/nn';
import type { TargetName } from './model.js';
import type { NetworkOptions } from './options.js';

/** What a network says of pictures `[N, 3, H, W]`. */
export interface Prediction {
  /** One map each, `[N, 1, H/stride, W/stride]`. */
  readonly map: Value;
  /** The cells in each picture, `[N]`, of a network with a head that counts. Without one, the map is counted. */
  readonly count?: Value;
}

/** What is known of a batch of training patches. */
export interface Truth {
  /** Their training maps, `[N, 1, H, W]`. */
  readonly map: Value;
  /** Their cells, `[N]`; a cell that the edge of a patch cuts counts by its part. */
  readonly count: Value;
}

/** What a training step minimises, and what it reports beside. */
export interface Objective {
  /** A scalar. */
  readonly loss: Value;
  readonly metrics: Readonly<Record<string, Value>>;
}

/** Weights of the terms of an objective; a term that an objective lacks is left out. */
export interface ObjectiveWeights {
  readonly pixel: number;
  readonly count: number;
  readonly adversarial: number;
}

export interface ObjectiveOptions {
  readonly weights: ObjectiveWeights;
  /** Sum of a training map over one cell; undefined for maps that do not sum to a count. */
  readonly cellMass: number | undefined;
}

/** A second network that learns to tell true maps and counts from predicted ones, while the first learns to pass. */
export interface Adversary<Options extends object> {
  /** Judges samples: scores of any shape, high for true ones. */
  network(scope: Scope, sample: { readonly image: Value } & Truth, options: Options): Value;
  /** What the second network minimises, given its scores of true and of predicted samples. */
  objective(scores: { readonly real: Value; readonly predicted: Value }): Objective;
  /** What the first network minimises beside its own objective, given the scores of its predictions. */
  persuasion(predicted: Value): Value;
}

/**
 * A stage of training: a network, what it learns, and from what. A later stage carries the tensors of the ones before
 * it by their names, in a scope that is frozen.
 */
export interface Stage<Options extends object = NetworkOptions> {
  readonly name: string;
  /** The training maps that it can learn, its own first. */
  readonly targets: readonly [TargetName, ...TargetName[]];
  /** Pixels of the picture to one of the map. */
  readonly stride: number;
  network(scope: Scope, image: Value, options: Options): Prediction;
  /** Default: squared error of the maps and error of their sums. */
  objective?(prediction: Prediction, truth: Truth, options: ObjectiveOptions): Objective;
  readonly adversary?: Adversary<Options>;
}

/**
 * Finds in a published file, by name, the tensors that a network can begin with.
 * @param network the tensors that the network declares
 * @returns tensors by the network's names; those left out begin at random
 * @throws PretrainedError where file and network do not fit
 */
export type Pretrained = (
  file: ReadonlyMap<string, Tensor>,
  network: readonly Pick<Declaration, 'name' | 'shape'>[],
) => ReadonlyMap<string, Tensor>;

/** A network design: its options, and the graphs it builds. */
export interface Architecture<Options extends object = NetworkOptions> {
  readonly name: string;
  /** One line for tables. */
  readonly summary: string;
  readonly paper: {
    readonly title: string;
    readonly authors: string;
    readonly year: number;
    readonly doi?: string;
  };
  readonly defaults: Options;
  /** Height and width of the input must be multiples of this. */
  readonly multipleOf: number;
  /**
   * How far, in pixels, a pixel of the input reaches through convolutions and poolings; tiles with this halo agree with
   * the whole picture, attention over the whole tile apart. Most of the influence comes from a small part of it, so
   * much narrower halos serve in practice.
   */
  readonly halo: number;
  /** Whether one program serves all sizes of picture, or is made for one size of tile. */
  readonly sizes: 'free' | 'fixed';
  /** How it is trained, in order. What the last one predicts is what the model says. */
  readonly stages: readonly [Stage<Options>, ...Stage<Options>[]];
  /** Options of training that suit it better than the general ones, by their names there. */
  readonly recipe: Readonly<Record<string, number | boolean | string>>;
  /** How its first stage begins from weights that others published, where there are any. */
  readonly pretrained?: Pretrained;
}
