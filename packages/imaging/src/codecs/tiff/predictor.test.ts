import { describe, expect, it } from 'vitest';
import { undoPrediction } from './predictor.js';

describe('undoPrediction', () => {
  it('sums 8 bit samples along each row, channel by channel', () => {
    const bytes = Uint8Array.of(1, 10, 1, 10, 255, 0, 5, 5, 1, 1, 1, 1);
    undoPrediction(bytes, { predictor: 2, bits: 8, littleEndian: true }, 6, 2);
    expect([...bytes]).toEqual([1, 10, 2, 20, 1, 20, 5, 5, 6, 6, 7, 7]);
  });

  it.each([true, false])(
    'carries between the bytes of 16 bit samples (little-endian: %s)',
    (littleEndian) => {
      const view = new DataView(new ArrayBuffer(6));
      [250, 10, 65535].forEach((value, i) => {
        view.setUint16(i * 2, value, littleEndian);
      });
      undoPrediction(new Uint8Array(view.buffer), { predictor: 2, bits: 16, littleEndian }, 3, 1);
      expect([0, 2, 4].map((at) => view.getUint16(at, littleEndian))).toEqual([250, 260, 259]);
    },
  );

  it.each([true, false])('joins the byte planes of floats (little-endian: %s)', (littleEndian) => {
    const values = [1.5, -2.25, 1e20];
    const big = new DataView(new ArrayBuffer(12));
    values.forEach((value, i) => {
      big.setFloat32(i * 4, value);
    });
    const planes = Array.from({ length: 12 }, (_, i) => big.getUint8((i % 3) * 4 + Math.floor(i / 3)));
    const coded = Uint8Array.from(planes, (byte, i) => byte - (i === 0 ? 0 : planes[i - 1]!));
    undoPrediction(coded, { predictor: 3, bits: 32, littleEndian }, 3, 1);
    const view = new DataView(coded.buffer);
    expect([0, 4, 8].map((at) => view.getFloat32(at, littleEndian))).toEqual(values.map(Math.fround));
  });

  it('leaves unpredicted bytes alone and refuses what is not defined', () => {
    const bytes = Uint8Array.of(1, 2);
    undoPrediction(bytes, { predictor: 1, bits: 8, littleEndian: true }, 2, 1);
    expect([...bytes]).toEqual([1, 2]);
    const undefinedFor = { predictor: 3, bits: 8, littleEndian: true };
    expect(() => undoPrediction(bytes, undefinedFor, 2, 1)).toThrow('predictor 3 with 8 bits per sample');
  });
});
