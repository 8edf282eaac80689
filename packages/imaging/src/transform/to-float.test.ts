import { describe, expect, it } from 'vitest';
import { matrix } from '../testing/images.node.js';
import { toFloat } from './to-float.js';

describe('toFloat', () => {
  it('divides by the largest value of the bit depth', () => {
    expect(toFloat(matrix([[0, 51, 255]])).data).toEqual(Float32Array.of(0, 0.2, 1));
    expect(toFloat(matrix([[0, 13107, 65535]], 16)).data).toEqual(Float32Array.of(0, 0.2, 1));
  });

  it('copies floats unscaled', () => {
    const image = matrix([[-3, 7e4]], 32);
    const copy = toFloat(image);
    expect(copy).toEqual(image);
    expect(copy.data).not.toBe(image.data);
  });
});
