import { describe, expect, it } from 'vitest';
import { matrix, planes, rows } from '../testing/images.node.js';
import { type Normalisation, normalise } from './normalise.js';

const full: Normalisation = { kind: 'percentile', low: 0, high: 100 };

describe('normalise', () => {
  it('maps percentiles to 0 and 1 and clips nothing', () => {
    const ramp = matrix([Array.from({ length: 101 }, (_, i) => i)]);
    const data = normalise(ramp, { kind: 'percentile', low: 10, high: 90 }).data;
    expect(data[10]).toBeCloseTo(0, 6);
    expect(data[90]).toBeCloseTo(1, 6);
    expect(data[100]).toBeCloseTo(1.125, 6);
  });

  it('takes channels by themselves, or jointly', () => {
    const image = planes([[[0, 10]], [[20, 40]]]);
    const apart = normalise(image, full);
    expect([rows(apart, 0), rows(apart, 1)]).toEqual([[[0, 1]], [[0, 1]]]);
    const joint = normalise(image, { ...full, jointly: true });
    expect([rows(joint, 0), rows(joint, 1)]).toEqual([[[0, 0.25]], [[0.5, 1]]]);
  });

  it('makes a constant channel 0', () => {
    expect(normalise(matrix([[7, 7]], 16), full).data).toEqual(Float32Array.of(0, 0));
    const outlier = matrix([[...new Array<number>(99).fill(5), 8]]);
    expect(normalise(outlier, { kind: 'percentile', low: 1, high: 90 }).data[99]).toBe(3);
  });

  it('subtracts a mean and divides by a deviation, on the scale of the bit depth', () => {
    const how: Normalisation = { kind: 'fixed', mean: 0.5, std: 0.25 };
    expect(rows(normalise(matrix([[0, 255]]), how))).toEqual([[-2, 2]]);
    expect(rows(normalise(matrix([[0, 65535]], 16), how))).toEqual([[-2, 2]]);
    expect(rows(normalise(matrix([[0, 1.25]], 32), how))).toEqual([[-2, 3]]);
    const each = normalise(planes([[[1]], [[2]]], 'multichannel', 32), {
      kind: 'fixed',
      mean: [0, 1],
      std: [1, 2],
    });
    expect([...each.data]).toEqual([1, 0.5]);
  });

  it('maps a stated range, in the units of the image', () => {
    const image = matrix([[100, 300, 500]], 16);
    expect(rows(normalise(image, { kind: 'range', min: 100, max: 300 }))).toEqual([[0, 1, 2]]);
  });

  it('gives floats, lets NaN be, and keeps shape and colour', () => {
    const image = matrix([[Number.NaN, 2, 4]], 32);
    const normalised = normalise(image, full);
    expect(normalised.data).toEqual(Float32Array.of(Number.NaN, 0, 1));
    expect(normalised).toMatchObject({ width: 3, height: 1, channels: 1, colour: 'grey', bitDepth: 32 });
  });

  it.each<[Normalisation, RegExp]>([
    [
      { kind: 'percentile', low: 50, high: 50 },
      /low and high must be 0 <= low < high <= 100; received 50, 50/,
    ],
    [{ kind: 'percentile', low: 0, high: 101 }, /received 0, 101/],
    [
      { kind: 'fixed', mean: [0, 0], std: 1 },
      /mean must be one value, or one for each of 1 channels; received 0, 0/,
    ],
    [{ kind: 'fixed', mean: 0, std: 0 }, /std must be above 0; received 0/],
    [{ kind: 'range', min: 1, max: 1 }, /min and max must be min < max; received 1, 1/],
  ])('refuses %j', (how, message) => {
    expect(() => normalise(matrix([[1, 2]]), how)).toThrow(message);
  });
});
