import type { Point } from '@celltally/imaging';
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

/** One epoch of a training, as logged. */
export interface EpochRecord {
  readonly epoch: number;
  readonly loss: number;
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
  | { readonly type: 'counted'; readonly result: PictureCount }
  | { readonly type: 'failed'; readonly image: string; readonly reason: string }
  | { readonly type: 'evaluated'; readonly result: ImageResult; readonly points: readonly FoundCell[] }
  | { readonly type: 'summary'; readonly summary: EvaluationSummary }
  | {
      readonly type: 'training';
      readonly epochs: number;
      readonly steps: number;
      readonly fromEpoch: number;
      readonly parameters: number;
    }
  | {
      readonly type: 'step';
      readonly epoch: number;
      readonly step: number;
      readonly steps: number;
      readonly loss: number;
      readonly imagesPerSecond: number;
      readonly secondsLeft: number;
    }
  | { readonly type: 'epoch'; readonly record: EpochRecord }
  | {
      readonly type: 'trained';
      readonly records: readonly EpochRecord[];
      readonly bestEpoch: number;
      readonly reason: string;
    };
