import type { StageCourse } from '@celltally/counting';
import type { TrainingPoint } from '../render/plots/training-panels.js';

/** The course of a stage's training as an SVG document. */
export async function curveOf({
  records,
  bestEpoch,
}: Pick<StageCourse, 'records' | 'bestEpoch'>): Promise<string> {
  const { trainingCurve } = await import('../render/plots/training-curve.js');
  const points = records.map(
    ({ epoch, loss, learningRate, validation }): TrainingPoint => ({
      epoch,
      loss,
      learningRate,
      ...(validation === undefined ? {} : { validationMae: validation.mae }),
    }),
  );
  return trainingCurve(points, { bestEpoch });
}
