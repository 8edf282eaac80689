import { type EpochRecord, summarizeEvaluation } from '@celltally/counting';
import { describe, expect, it } from 'vitest';
import { epochLine } from './epoch-line.js';

const record: EpochRecord = {
  epoch: 7,
  loss: 0.012345,
  learningRate: 0.0005,
  imagesPerSecond: 10,
  seconds: 60,
  best: false,
};

describe('epochLine', () => {
  it('tells what there is', () => {
    expect(epochLine(record, 100)).toBe('epoch   7  loss 0.01235  lr 5.0e-4');
  });

  it('tells of the validation, and marks the best', () => {
    const validation = summarizeEvaluation([
      {
        image: 'a',
        actual: 10,
        predicted: 12.5,
        error: 2.5,
        seconds: 0,
        localization: [{ radius: 5, tp: 9, fp: 1, fn: 1 }],
      },
    ]);
    expect(epochLine({ ...record, validation, best: true }, 9)).toBe(
      'epoch 7  loss 0.01235  val MAE 2.50  F1@5 90.0\u00a0%  lr 5.0e-4  * best',
    );
  });

  it('tells how well cells are outlined', () => {
    const image = { image: 'a', actual: 4, predicted: 4, error: 0, seconds: 0 };
    const segmentation = { dice: 0.91234, iou: 0.84, psnr: 18 };
    const validation = summarizeEvaluation([{ ...image, segmentation }]);
    expect(epochLine({ ...record, validation }, 9)).toBe(
      'epoch 7  loss 0.01235  val MAE 0.00  Dice 0.912  lr 5.0e-4',
    );
  });
});
