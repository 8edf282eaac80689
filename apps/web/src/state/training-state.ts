import type { ModelFacts, TrainEvent, TrainOutcome } from '../work/engine-methods.js';

/** One epoch of a training, as the curves show it. */
export interface CurvePoint {
  readonly epoch: number;
  readonly loss: number;
  /** Mean error of the held-out counts. */
  readonly error?: number;
}

export type TrainingState =
  | { readonly phase: 'idle' }
  | {
      readonly phase: 'running';
      readonly preparing: Extract<TrainEvent, { readonly type: 'preparing' }>['what'] | undefined;
      readonly epochs: number;
      readonly curve: readonly CurvePoint[];
      readonly step: Extract<TrainEvent, { readonly type: 'step' }> | undefined;
      stop(): void;
    }
  | {
      readonly phase: 'done';
      readonly curve: readonly CurvePoint[];
      readonly outcome: Omit<TrainOutcome, 'file' | 'facts'> & { readonly facts: ModelFacts };
      /** The model as it was kept. */
      readonly model: string;
    }
  | { readonly phase: 'failed'; readonly curve: readonly CurvePoint[]; readonly reason: string };
