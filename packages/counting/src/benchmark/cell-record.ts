import type { NetworkOptions } from '@celltally/models';
import type { TrainConfig } from '../config/train-options.js';
import { RunError } from '../errors.js';
import type { EvaluationSummary, ImageResult } from '../metrics/summary.js';
import type { RunStore } from '../train/run-store.js';
import { type BenchmarkCell, type CellName, nameOf } from './cells.js';
import type { GivenOptions, MeasuredPart } from './plan.js';

/** Files of a cell beside those of its run. */
export const CELL_FILE = 'cell.json';
export const EVALUATION_FILE = 'evaluation.json';

/** The software that made a result. */
export interface Provenance {
  readonly version: string;
  /** Abbreviated; with `+` where the working tree had changes. Absent outside of a repository. */
  readonly commit?: string;
}

/** What a cell is, written whenever its training begins or goes on. */
export interface CellPlan extends CellName {
  readonly given: GivenOptions;
  /** File with weights to begin with. */
  readonly init?: string;
  /** Why it could not be finished, until it is tried again. */
  readonly failure?: string;
}

/** What a cell is, as its folder keeps it. */
export const planOf = (cell: BenchmarkCell, given: GivenOptions): CellPlan => ({
  ...nameOf(cell),
  given,
  ...(cell.row.init === undefined ? {} : { init: cell.row.init }),
});

/** A finished cell: how it was trained, and what came of it. */
export interface CellRecord {
  readonly cell: CellName;
  readonly model: string;
  /** Options of the network, all of them. */
  readonly options: NetworkOptions;
  readonly target: string;
  readonly config: TrainConfig;
  /** Pictures in each part of the split. */
  readonly split: { readonly train: number; readonly val: number; readonly test: number };
  /** File with the weights that the training began with; absent if it began from scratch. */
  readonly init?: string;
  readonly stages: readonly {
    readonly name: string;
    readonly target: string;
    readonly epochs: number;
    readonly bestEpoch: number;
    /** Time of its training, all sittings together. */
    readonly seconds: number;
  }[];
  readonly validation?: EvaluationSummary;
  /** The part that the model was measured on when it was finished. */
  readonly part: MeasuredPart;
  /** Figures of that part. */
  readonly measured: EvaluationSummary;
  readonly images: readonly ImageResult[];
  readonly failed: readonly { readonly image: string; readonly reason: string }[];
  readonly made: Provenance;
  /** When it was finished, ISO 8601. */
  readonly finished: string;
}

/** Hours that the training of a cell took. */
export const hoursOf = ({ stages }: Pick<CellRecord, 'stages'>): number =>
  stages.reduce((sum, { seconds }) => sum + seconds, 0) / 3600;

/** @throws RunError for a file that is damaged */
export async function readJson<T>(store: RunStore, name: string): Promise<T | undefined> {
  const bytes = await store.read(name);
  if (bytes === undefined) return undefined;
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as T;
  } catch (cause) {
    throw new RunError(`${name} is damaged: remove it, and what it holds is made again`, { cause });
  }
}

export const writeJson = (store: RunStore, name: string, value: unknown): Promise<void> =>
  store.write(name, new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`));
