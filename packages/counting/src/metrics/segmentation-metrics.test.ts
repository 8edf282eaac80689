import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MetricError } from './errors.js';
import { dice, iou, psnr } from './segmentation-metrics.js';

const a = Uint8Array.of(1, 1, 0, 0, 255, 0);
const b = Uint8Array.of(1, 0, 1, 0, 1, 0);

describe('dice and iou', () => {
  it('agree with a worked example, whatever the value of the foreground', () => {
    expect(dice(a, b)).toBeCloseTo(4 / 6, 12);
    expect(iou(a, b)).toBeCloseTo(2 / 4, 12);
  });

  it('are 1 for two empty masks and 0 for one', () => {
    const empty = new Uint8Array(6);
    expect([dice(empty, empty), iou(empty, empty)]).toEqual([1, 1]);
    expect([dice(a, empty), iou(a, empty)]).toEqual([0, 0]);
  });

  it('are tied by dice = 2·iou / (1 + iou), and are symmetric', () => {
    const masks = fc.array(fc.tuple(fc.nat(1), fc.nat(1)), { minLength: 1, maxLength: 64 });
    fc.assert(
      fc.property(masks, (samples) => {
        const left = samples.map(([l]) => l);
        const right = samples.map(([, r]) => r);
        const overlap = iou(left, right);
        expect(dice(left, right)).toBeCloseTo((2 * overlap) / (1 + overlap), 12);
        expect(iou(right, left)).toBe(overlap);
      }),
    );
  });

  it('refuse masks of different size', () => {
    expect(() => dice(a, b.subarray(1))).toThrow(/6 and 5/);
    expect(() => iou([], [])).toThrow(MetricError);
  });
});

describe('psnr', () => {
  it('is 20 dB for an error of a tenth of the peak', () => {
    const zero = new Float32Array(16);
    expect(psnr(new Float32Array(16).fill(0.1), zero)).toBeCloseTo(20, 5);
    expect(psnr(new Float32Array(16).fill(25.5), zero, 255)).toBeCloseTo(20, 5);
  });

  it('is infinite for equal planes', () => {
    expect(psnr(Float32Array.of(0.2, 0.4), Float32Array.of(0.2, 0.4))).toBe(Number.POSITIVE_INFINITY);
  });

  it('refuses a peak that is not positive', () => {
    expect(() => psnr(new Float32Array(1), new Float32Array(1), 0)).toThrow(/peak.*received 0/);
  });
});
