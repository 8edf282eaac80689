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

/** Share of a time limit within which a rate has risen, however few epochs fit into it. */
const RISING_TIME = 0.1;

/**
 * The learning rate after so many epochs (with their fraction) and such a share of the time limit, 0 where there is none.
 * Where the time ends a training before its epochs do, the time decides, so that the rate comes to its end too.
 */
export type LearningRate = (epoch: number, timeShare: number) => number;

/** The course of the learning rate that a configuration names. */
export function scheduleOf(config: StageConfig): LearningRate {
  const { epochs, warmup } = config;
  const course = courseOf(config);
  const rise = warmup > 0 ? warmUp(constantSchedule(1), { epochs: warmup, from: 0.01 }) : constantSchedule(1);
  return (epoch, timeShare) => {
    const time = Math.min(1, timeShare);
    const risen = Math.max(epoch, (warmup * time) / RISING_TIME);
    return course(Math.max(epoch, epochs * time)) * rise(risen);
  };
}

function courseOf({ schedule, learningRate, epochs }: StageConfig): Schedule {
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
}
