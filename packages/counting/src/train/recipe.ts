import {
  adam,
  adamW,
  constantSchedule,
  cosineSchedule,
  cosineWarmRestarts,
  type Optimiser,
  type Schedule,
  sgd,
  stepSchedule,
  warmUp,
} from '@celltally/engine';
import type { StageConfig } from '../config/train-options.js';

/** The optimiser that a configuration names. */
export function optimiserOf({
  optimiser,
  weightDecay,
  beta1,
}: Pick<StageConfig, 'optimiser' | 'weightDecay' | 'beta1'>): Optimiser {
  switch (optimiser) {
    case 'sgd':
      return sgd({ momentum: beta1, weightDecay });
    case 'adam':
      return adam({ beta1, weightDecay });
    default:
      return adamW({ beta1, weightDecay });
  }
}

/** The course of the learning rate that a configuration names. */
export function scheduleOf({ schedule, learningRate, epochs, warmup }: StageConfig): Schedule {
  const course = (): Schedule => {
    switch (schedule) {
      case 'constant':
        return constantSchedule(learningRate);
      case 'restarts':
        return cosineWarmRestarts(learningRate, { period: 10, multiplier: 2 });
      case 'step':
        return stepSchedule(learningRate, { every: Math.max(1, epochs / 3) });
      default:
        return cosineSchedule(learningRate, { epochs });
    }
  };
  return warmup > 0 ? warmUp(course(), { epochs: warmup, from: 0.01 }) : course();
}
