import { describe, expect, it } from 'vitest';
import { MOST_DECIBELS, meanSegmentation, segmentationFigures } from './segmentation-figures.js';

const side = 12;
const square = (from: number, to: number, value: number): Float32Array =>
  Float32Array.from({ length: side * side }, (_, i) => {
    const [x, y] = [i % side, Math.floor(i / side)];
    return x >= from && x < to && y >= from && y < to ? value : 0;
  });
const plane = (data: Float32Array) => ({ width: side, height: side, data });

describe('segmentationFigures', () => {
  it('are perfect for a map that is the mask, whatever the labels are called', () => {
    expect(segmentationFigures(plane(square(2, 8, 1)), square(2, 8, 5), square(2, 8, 3))).toEqual({
      dice: 1,
      iou: 1,
      psnr: MOST_DECIBELS,
      ssim: expect.closeTo(1, 12),
    });
  });

  it('agree with figures worked out by hand', () => {
    // 16 pixels predicted, 36 true ones, 16 in common; the map is half sure of them.
    const figures = segmentationFigures(plane(square(2, 6, 0.5)), square(2, 6, 1), square(2, 8, 1));
    expect(figures.dice).toBeCloseTo(32 / 52, 12);
    expect(figures.iou).toBeCloseTo(16 / 36, 12);
    expect(figures.psnr).toBeCloseTo(10 * Math.log10(144 / (16 * 0.25 + 20)), 5);
    expect(figures.ssim).toBeLessThan(1);
  });

  it('clip the map, so that being more than sure is no error', () => {
    const map = plane(square(2, 8, 1.7).map((value) => value - 0.2));
    expect(segmentationFigures(map, square(2, 8, 1), square(2, 8, 1)).psnr).toBe(MOST_DECIBELS);
  });

  it('do without similarity where its window does not fit, and refuse other sizes', () => {
    const small = { width: 3, height: 1, data: Float32Array.of(1, 0, 0) };
    expect(segmentationFigures(small, [1, 0, 0], [1, 0, 0])).toEqual({ dice: 1, iou: 1, psnr: 100 });
    expect(() => segmentationFigures(small, [1, 0, 0], [1, 0])).toThrow(/same size/);
    const mask = square(2, 8, 1);
    expect(segmentationFigures(plane(mask), mask, mask, { ssim: false })).toEqual({
      dice: 1,
      iou: 1,
      psnr: 100,
    });
  });
});

describe('meanSegmentation', () => {
  it('averages over images, the similarity over those that have one', () => {
    const mean = meanSegmentation([
      { dice: 0.5, iou: 0.3, psnr: 10, ssim: 0.8 },
      { dice: 1, iou: 0.5, psnr: 20 },
    ]);
    expect(mean).toEqual({ images: 2, dice: 0.75, iou: 0.4, psnr: 15, ssim: 0.8 });
    expect(meanSegmentation([{ dice: 1, iou: 1, psnr: 9 }])).toEqual({ images: 1, dice: 1, iou: 1, psnr: 9 });
    expect(meanSegmentation([])).toBeUndefined();
  });
});
