import { cosineWarmRestarts } from '../optim/schedule.js';
import { floatData } from '../tensor.js';
import { type Deviation, deviation, type GoldenCase, type GoldenTensors, goldenTensor } from './golden.js';

/** Compares a schedule with its golden series, one learning rate per epoch from 0. */
export function runGoldenSchedule(golden: GoldenCase, tensors: GoldenTensors): Deviation[] {
  if (golden.name !== 'schedule.cosineWarmRestarts') {
    throw new Error(`no schedule is known for golden case ${golden.name}`);
  }
  const { lr, t0, tMult, minLr } = golden.attributes as Record<'lr' | 't0' | 'tMult' | 'minLr', number>;
  const schedule = cosineWarmRestarts(lr, { period: t0, multiplier: tMult, minimum: minLr });
  const series = floatData(goldenTensor(tensors, golden.name.replace('.', '/')));
  const actual = Array.from(series, (_, epoch) => schedule(epoch));
  return [{ tensor: `${series.length} learning rates`, error: deviation(actual, series) }];
}
