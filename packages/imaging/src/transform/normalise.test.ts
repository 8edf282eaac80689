import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matrix, planes, rows } from '../testing/images.node.js';
import { crop } from './crop.js';
import { applyLines, type Normalisation, normalisationMeter, normalise } from './normalise.js';

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

describe('normalisationMeter', () => {
  it('normalises a picture in pieces to exactly what it is at once', () => {
    const hows = fc.constantFrom<Normalisation>(
      { kind: 'percentile', low: 1, high: 99.8, jointly: true },
      { kind: 'percentile', low: 10, high: 60 },
      { kind: 'fixed', mean: [0.5, 0.4, 0.3], std: [1, 0.5, 0.25] },
      { kind: 'range', min: 3, max: 900 },
    );
    const depths = fc.constantFrom(8 as const, 16 as const, 32 as const);
    fc.assert(
      fc.property(
        hows,
        depths,
        fc.integer({ min: 1, max: 7 }),
        fc.nat(),
        (how, bitDepth, rowsAtOnce, seed) => {
          const channel = (c: number): number[][] =>
            Array.from({ length: 7 }, (_, y) =>
              Array.from({ length: 5 }, (_, x) => (seed + 31 * c + x * y * 7 + x) % 251),
            );
          const picture = planes([channel(0), channel(1), channel(2)], 'rgb', bitDepth);
          const pieces = Array.from({ length: Math.ceil(7 / rowsAtOnce) }, (_, i) => {
            const y = i * rowsAtOnce;
            return { y, image: crop(picture, { x: 0, y, width: 5, height: Math.min(rowsAtOnce, 7 - y) }) };
          });
          const meter = normalisationMeter(picture, how);
          expect(meter.measures).toBe(how.kind === 'percentile');
          if (meter.measures) {
            do for (const { image } of pieces) meter.add(image);
            while (meter.again());
          }
          const whole = normalise(picture, how);
          for (const { y, image } of pieces) {
            const { width, height } = image;
            expect(applyLines(image, meter.lines())).toEqual(crop(whole, { x: 0, y, width, height }));
          }
        },
      ),
    );
  });
});
