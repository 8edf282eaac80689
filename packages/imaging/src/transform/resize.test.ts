import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matrix, planes, rows } from '../testing/images.node.js';
import { crop } from './crop.js';
import { resize, resizePart, resizeSource } from './resize.js';

describe('resize', () => {
  it('averages the covered area on the way down, in parts where pixels are cut', () => {
    expect(
      rows(
        resize(
          matrix([
            [0, 4, 8, 12],
            [2, 6, 10, 14],
          ]),
          2,
          1,
        ),
      ),
    ).toEqual([[3, 11]]);
    const thirds = resize(matrix([[3, 6, 9]], 32), 2, 1);
    expect(rows(thirds)[0]![0]).toBeCloseTo(4, 5);
    expect(rows(thirds)[0]![1]).toBeCloseTo(8, 5);
  });

  it('interpolates between pixel centres on the way up', () => {
    expect(rows(resize(matrix([[0, 8]], 32), 4, 1))).toEqual([[0, 2, 6, 8]]);
    expect(rows(resize(matrix([[10]]), 3, 2))).toEqual([
      [10, 10, 10],
      [10, 10, 10],
    ]);
  });

  it('treats each axis by itself', () => {
    expect(rows(resize(matrix([[0, 8, 8, 16]], 32), 2, 2))).toEqual([
      [4, 12],
      [4, 12],
    ]);
  });

  it('rounds integers, and resizes every channel', () => {
    const image = planes([[[0, 1]], [[65535, 65534]]], 'multichannel', 16);
    const resized = resize(image, 1, 1);
    expect(resized.data).toEqual(Uint16Array.of(1, 65535));
  });

  it('keeps a constant image constant and never leaves the range of the samples', () => {
    const sides = fc.integer({ min: 1, max: 12 });
    fc.assert(
      fc.property(
        sides,
        sides,
        sides,
        sides,
        fc.integer({ min: 0, max: 255 }),
        (w, h, width, height, value) => {
          const constant = matrix(Array.from({ length: h }, () => new Array<number>(w).fill(value)));
          expect(new Set(resize(constant, width, height).data)).toEqual(new Set([value]));
        },
      ),
    );
  });

  it('keeps the mean when each side is divided by a whole number', () => {
    const image = matrix(
      Array.from({ length: 6 }, (_, y) => Array.from({ length: 9 }, (_, x) => (x * y * 7) % 31)),
      32,
    );
    const mean = (data: ArrayLike<number>) => Array.from(data).reduce((sum, v) => sum + v, 0) / data.length;
    expect(mean(resize(image, 3, 2).data)).toBeCloseTo(mean(image.data), 4);
  });

  it('copies at the same size, NaN and all', () => {
    const image = matrix([[Number.NaN, 1]], 32);
    const copy = resize(image, 2, 1);
    expect(copy).toEqual(image);
    expect(copy.data).not.toBe(image.data);
  });

  it('refuses sides that are no sizes', () => {
    expect(() => resize(matrix([[1]]), 0, 1)).toThrow(
      'width must be a whole number of pixels of at least 1, not 0',
    );
    expect(() => resize(matrix([[1]]), 1, 1.5)).toThrow(RangeError);
  });
});

describe('resizePart', () => {
  it('makes of a part what resize makes there of the whole, on the way up and down', () => {
    const side = fc.integer({ min: 1, max: 14 });
    const share = fc.double({ min: 0, max: 0.999, noNaN: true });
    const rectangle = fc.record({ x: share, y: share, across: share, down: share });
    fc.assert(
      fc.property(side, side, side, side, rectangle, fc.boolean(), (w, h, width, height, at, floats) => {
        const samples = Array.from({ length: 2 * w * h }, (_, i) => (i * 37) % 101);
        const data = floats ? Float32Array.from(samples) : Uint8Array.from(samples);
        const bitDepth = floats ? 32 : 8;
        const image = { width: w, height: h, channels: 2, colour: 'multichannel', bitDepth, data } as const;
        const [x, y] = [Math.floor(at.x * width), Math.floor(at.y * height)];
        const region = {
          ...{ x, y },
          width: 1 + Math.floor(at.across * (width - x)),
          height: 1 + Math.floor(at.down * (height - y)),
        };
        const source = resizeSource(image, { width, height }, region);
        const part = { image: crop(image, source), x: source.x, y: source.y, width: w, height: h };
        const resized = resizePart(part, { width, height }, region);
        expect(resized).toEqual(crop(resize(image, width, height), region));
      }),
      { numRuns: 200 },
    );
  });
});
