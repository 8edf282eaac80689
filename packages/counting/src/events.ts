import type { Point } from '@celltally/imaging';
import type { CellName } from './benchmark/cells.js';
import type { EvaluationSummary, ImageResult } from './metrics/summary.js';

/** A cell that was found: its centre in pixels of the picture (corner-based), and how sure the map was. */
export interface FoundCell extends Point {
  readonly score: number;
}

/** The count of one picture. */
export interface PictureCount {
  readonly image: string;
  readonly width: number;
  readonly height: number;
  /** Cells in the picture; a density integrates to a number that need not be whole. */
  readonly count: number;
  readonly points: readonly FoundCell[];
  /** From the opening of the file to the count. */
  readonly seconds: number;
}

/** Rows of something as large as a picture. Those of one picture come from its top to its bottom, before its count. */
export interface PictureRows {
  readonly image: string;
  /** Number of the first row. */
  readonly top: number;
  /** How many rows there are. */
  readonly height: number;
  /** The picture's size in pixels. */
  readonly width: number;
  readonly totalHeight: number;
}

/** One epoch of a training, as logged. */
export interface EpochRecord {
  readonly epoch: number;
  readonly loss: number;
  /** Means of what else the steps reported: terms of the loss, the gradient's norm, an adversary's loss. */
  readonly figures?: Readonly<Record<string, number>>;
  readonly learningRate: number;
  /** Training pictures a second. */
  readonly imagesPerSecond: number;
  /** Seconds of training so far, earlier sittings included. */
  readonly seconds: number;
  readonly validation?: EvaluationSummary;
  /** The figure that decides which epoch is best: smaller is better. */
  readonly score?: number;
  readonly best: boolean;
}

/** Everything that a task tells while it works: the command line prints it, a server streams it, a page shows it. */
export type TaskEvent =
  | { readonly type: 'notice'; readonly level: 'info' | 'warning'; readonly message: string }
  | { readonly type: 'started'; readonly task: 'count' | 'evaluate'; readonly total: number }
  | {
      /** Of a picture that the network sees more than once, in tiles or turned: how often it has. */
      readonly type: 'tiles';
      readonly image: string;
      readonly done: number;
      readonly total: number;
    }
  | ({
      /**
       * The next rows of a picture's map, in the picture's own pixels, `[height, width]`. A density is in cells a pixel: it
       * sums to the count that the map gives. Masks and locations keep their values.
       */
      readonly type: 'mapBand';
      readonly values: Float32Array;
    } & PictureRows)
  | ({
      /** The next rows of the objects of a picture, `[height, width]`: label n is the nth point, 0 background. */
      readonly type: 'labelBand';
      readonly labels: Uint32Array;
      /** Objects in the whole picture. */
      readonly objects: number;
    } & PictureRows)
  | { readonly type: 'counted'; readonly result: PictureCount }
  | { readonly type: 'failed'; readonly image: string; readonly reason: string }
  | { readonly type: 'evaluated'; readonly result: ImageResult; readonly points: readonly FoundCell[] }
  | { readonly type: 'summary'; readonly summary: EvaluationSummary }
  | {
      readonly type: 'training';
      /** The stage that begins. */
      readonly stage: string;
      /** All stages of the run, in order. */
      readonly stages: readonly string[];
      readonly epochs: number;
      readonly steps: number;
      readonly fromEpoch: number;
      readonly parameters: number;
      /** The longest that it may take; 0 is without limit. */
      readonly minutes: number;
    }
  | {
      readonly type: 'step';
      readonly stage: string;
      readonly epoch: number;
      readonly step: number;
      readonly steps: number;
      readonly loss: number;
      readonly imagesPerSecond: number;
      /** Until the last epoch, or the time limit if that comes before. */
      readonly secondsLeft: number;
    }
  | { readonly type: 'epoch'; readonly stage: string; readonly record: EpochRecord }
  | {
      /** The epochs are over: which of their states becomes the model, and how it counts, is being decided. */
      readonly type: 'choosing';
      readonly stage: string;
      readonly done: number;
      readonly total: number;
    }
  | {
      readonly type: 'trained';
      /** The stage that has ended. */
      readonly stage: string;
      readonly records: readonly EpochRecord[];
      readonly bestEpoch: number;
      readonly reason: string;
    }
  | {
      readonly type: 'benchmark';
      readonly cells: number;
      /** Cells that earlier sittings have finished. */
      readonly finished: number;
    }
  | {
      /** A cell of a benchmark begins, or goes on; its own events follow. */
      readonly type: 'cell';
      readonly cell: CellName;
      /** Its place in the plan, from 1. */
      readonly number: number;
      readonly cells: number;
      /** Cells of this sitting that come after it. */
      readonly after: number;
      /** Mean seconds of the cells finished so far, if there are any. */
      readonly secondsEach?: number;
      /** Seconds that are left of the budget, if there is one. */
      readonly budgetLeft?: number;
    }
  | {
      readonly type: 'cellEnded';
      readonly cell: CellName;
      /** `left`: the budget is spent; a later sitting goes on with it. */
      readonly outcome: 'finished' | 'failed' | 'left';
      /** Figures of the test part. */
      readonly summary?: EvaluationSummary;
      /** Why it failed. */
      readonly reason?: string;
    }
  | {
      /** A network is about to be measured beside the reference. */
      readonly type: 'measuring';
      readonly network: string;
      readonly number: number;
      readonly networks: number;
    };
