import type { NetworkOptions } from '@celltally/models';

/** Options of training by the names of `trainOptions`, as far as they are given. */
export type GivenOptions = Readonly<Record<string, unknown>>;

/** A row of a benchmark's tables: a network, and how it is trained. */
export interface PlannedModel {
  /** Name of the architecture. */
  readonly model: string;
  /** Its name in tables and folders. */
  readonly label: string;
  /** Options of the network that differ from its defaults. */
  readonly options: NetworkOptions;
  /** Options of training that differ from the plan's and the data set's. */
  readonly train: GivenOptions;
  /** Names of the data sets that it is trained on. Default: all. */
  readonly data?: readonly string[];
  /** Those of the plan's seeds that it is trained with. Default: all. */
  readonly seeds?: readonly number[];
  /** File with weights to begin with. */
  readonly init?: string;
  /** Value of what is varied, where rows are points of a line. */
  readonly x?: number;
}

/** A data set of a benchmark. */
export interface PlannedData {
  /** Its folder's own name, by which tables call it. */
  readonly name: string;
  readonly folder: string;
  /** Options of training that differ from the plan's. */
  readonly train: GivenOptions;
}

/** A part of a data set on which models are measured, never one that they learn from. */
export const MEASURED_PARTS = ['test', 'val'] as const;
export type MeasuredPart = (typeof MEASURED_PARTS)[number];

/** What a benchmark consists of: every model on every data set with every seed. */
export interface BenchmarkPlan {
  /** Title of the report. */
  readonly name: string;
  /** What is to be seen, in a sentence or two. */
  readonly about?: string;
  readonly models: readonly PlannedModel[];
  readonly data: readonly PlannedData[];
  readonly seeds: readonly number[];
  /** Options of training of all cells. */
  readonly train: GivenOptions;
  /** Minutes that the training of one cell may take, all its stages together. */
  readonly minutesEach?: number;
  /** Hours that all cells together may take, earlier sittings included. */
  readonly budgetHours?: number;
  /** The part of each data set that the tables are of: `val` while choices are made, `test` in the end. */
  readonly part: MeasuredPart;
  /** What `x` of the models varies, for the axis of a plot. */
  readonly sweep?: string;
}
