import { describe, expect, it } from 'vitest';
import { MetricError } from './errors.js';
import { type ImageResult, summarizeEvaluation } from './summary.js';

const images: readonly ImageResult[] = [
  {
    image: 'a.png',
    actual: 10,
    predicted: 12,
    error: 2,
    localization: [
      { radius: 10, tp: 10, fp: 2, fn: 0 },
      { radius: 5, tp: 8, fp: 4, fn: 2 },
    ],
    seconds: 0.5,
  },
  {
    image: 'b.png',
    actual: 20,
    predicted: 17,
    error: -3,
    localization: [
      { radius: 10, tp: 17, fp: 0, fn: 3 },
      { radius: 5, tp: 16, fp: 1, fn: 4 },
    ],
    seconds: 0.4,
  },
];

/** Steps through the unit interval: each resample of two images sees both orders and both repetitions. */
function steps(): () => number {
  let i = 0;
  return () => (i++ * 0.618) % 1;
}

describe('summarizeEvaluation', () => {
  it('gives counts, and localization pooled per radius in ascending order', () => {
    const summary = summarizeEvaluation(images);
    expect(summary).toMatchObject({ mae: 2.5, bias: -0.5, images: 2, meanActual: 15 });
    expect(summary.intervals).toBeUndefined();
    expect(summary.localization.map(({ radius }) => radius)).toEqual([5, 10]);
    expect(summary.localization[1]).toMatchObject({ precision: 27 / 29, recall: 27 / 30 });
    expect(summary.localization[0]!.f1).toBeCloseTo(48 / (48 + 5 + 6), 12);
  });

  it('adds intervals that hold the figures', () => {
    const { intervals, mae, localization } = summarizeEvaluation(images, {
      uniform: steps(),
      resamples: 200,
    });
    expect(intervals!.mae.low).toBe(2);
    expect(intervals!.mae.high).toBe(3);
    expect(mae).toBeGreaterThan(intervals!.mae.low);
    expect(intervals!.f1).toHaveLength(2);
    expect(intervals!.f1[0]!.low).toBeLessThan(localization[0]!.f1);
    expect(intervals!.f1[0]!.high).toBeGreaterThan(localization[0]!.f1);
  });

  it('averages segmentation over the images that have it, with intervals where all have', () => {
    const outlined = images.map((image, i) => ({
      ...image,
      segmentation: { dice: 0.8 + 0.1 * i, iou: 0.7, psnr: 20 },
    }));
    const { segmentation, intervals } = summarizeEvaluation(outlined, { uniform: steps(), resamples: 200 });
    expect(segmentation).toEqual({ images: 2, dice: expect.closeTo(0.85, 12), iou: 0.7, psnr: 20 });
    expect(intervals?.segmentation).toEqual({
      dice: { low: 0.8, high: expect.closeTo(0.9, 12) },
      iou: { low: expect.closeTo(0.7, 12), high: expect.closeTo(0.7, 12) },
      psnr: { low: 20, high: 20 },
    });
    const partly = summarizeEvaluation([outlined[0]!, images[1]!], { uniform: steps() });
    expect(partly.segmentation?.images).toBe(1);
    expect(partly.intervals?.segmentation).toBeUndefined();
    expect(summarizeEvaluation(images)).not.toHaveProperty('segmentation');
  });

  it('leaves localization empty where no points were compared', () => {
    const counted = images.map(({ localization: _, ...rest }) => rest);
    expect(summarizeEvaluation(counted, { uniform: steps() }).localization).toEqual([]);
  });

  it('refuses an empty set, and images that were matched at other radii', () => {
    expect(() => summarizeEvaluation([])).toThrow(MetricError);
    const partly = [images[0]!, { ...images[1]!, localization: [] }];
    expect(() => summarizeEvaluation(partly)).toThrow(/radius 5 px.*b\.png/);
  });
});
