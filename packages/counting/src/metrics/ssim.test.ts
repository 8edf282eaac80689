import { describe, expect, it } from 'vitest';
import { MetricError } from './errors.js';
import { type Plane, ssim } from './ssim.js';

function plane(width: number, height: number, value: (x: number, y: number) => number): Plane {
  const data = new Float32Array(width * height);
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) data[y * width + x] = value(x, y);
  return { width, height, data };
}

const texture = plane(24, 17, (x, y) => 0.5 + 0.3 * Math.sin(x * 1.3) * Math.cos(y * 0.9));

/** The definition written out for one window position, without any separation of the sums. */
function oneWindow(a: Plane, b: Plane, left: number, top: number): number {
  let total = 0;
  const moments = { x: 0, y: 0, xx: 0, yy: 0, xy: 0 };
  for (let j = 0; j < 11; j++) {
    for (let i = 0; i < 11; i++) {
      const weight = Math.exp(-((i - 5) ** 2 + (j - 5) ** 2) / (2 * 1.5 ** 2));
      const p = a.data[(top + j) * a.width + left + i]!;
      const q = b.data[(top + j) * b.width + left + i]!;
      total += weight;
      moments.x += weight * p;
      moments.y += weight * q;
      moments.xx += weight * p * p;
      moments.yy += weight * q * q;
      moments.xy += weight * p * q;
    }
  }
  const mx = moments.x / total;
  const my = moments.y / total;
  const luminance = (2 * mx * my + 1e-4) / (mx ** 2 + my ** 2 + 1e-4);
  const contrast = 2 * (moments.xy / total - mx * my) + 9e-4;
  return (luminance * contrast) / (moments.xx / total - mx ** 2 + moments.yy / total - my ** 2 + 9e-4);
}

describe('ssim', () => {
  it('is 1 for equal planes', () => {
    expect(ssim(texture, texture)).toBeCloseTo(1, 12);
  });

  it('is the luminance term for flat planes', () => {
    const flat = (value: number) => plane(11, 11, () => value);
    expect(ssim(flat(0.5), flat(0.25))).toBeCloseTo((2 * 0.125 + 1e-4) / (0.25 + 0.0625 + 1e-4), 9);
  });

  it('averages the windows that the definition names', () => {
    const other = plane(24, 17, (x, y) => texture.data[y * 24 + x]! * 0.8 + ((x * 7 + y * 13) % 5) * 0.04);
    let sum = 0;
    for (let top = 0; top <= 6; top++)
      for (let left = 0; left <= 13; left++) sum += oneWindow(texture, other, left, top);
    expect(ssim(texture, other)).toBeCloseTo(sum / (7 * 14), 9);
    expect(ssim(other, texture)).toBeCloseTo(sum / (7 * 14), 9);
  });

  it('turns negative for an inverted texture', () => {
    expect(
      ssim(
        texture,
        plane(24, 17, (x, y) => 1 - texture.data[y * 24 + x]!),
      ),
    ).toBeLessThan(0);
  });

  it('refuses planes that do not fit each other or the window', () => {
    const small = plane(10, 30, () => 0);
    expect(() =>
      ssim(
        texture,
        plane(17, 24, () => 0),
      ),
    ).toThrow(/24×17 and 17×24/);
    expect(() => ssim(small, small)).toThrow(/at least 11/);
    expect(() => ssim({ ...texture, data: new Float32Array(3) }, texture)).toThrow(MetricError);
  });
});
