import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stretchToByte, unpackBits } from './unpack-bits.js';

/** Packs as the formats do: most significant bit first, rows padded to whole bytes. */
function pack(samples: readonly number[], bits: number, perRow: number): Uint8Array {
  const bytes: number[] = [];
  for (let start = 0; start < samples.length; start += perRow) {
    const row = samples.slice(start, start + perRow);
    const digits = row.map((sample) => sample.toString(2).padStart(bits, '0')).join('');
    for (let i = 0; i < digits.length; i += 8)
      bytes.push(Number.parseInt(digits.slice(i, i + 8).padEnd(8, '0'), 2));
  }
  return Uint8Array.from(bytes);
}

describe('unpackBits', () => {
  it('unpacks two 12 bit samples from three bytes', () => {
    const out = unpackBits(Uint8Array.of(0xab, 0xcd, 0xef), 12, 2, 1, new Uint16Array(2));
    expect([...out]).toEqual([0xabc, 0xdef]);
  });

  it('undoes packing, whatever the depth and the row length', () => {
    const cases = fc
      .record({ bits: fc.integer({ min: 1, max: 16 }), perRow: fc.integer({ min: 1, max: 9 }) })
      .chain(({ bits, perRow }) =>
        fc.record({
          bits: fc.constant(bits),
          perRow: fc.constant(perRow),
          samples: fc.array(fc.integer({ min: 0, max: 2 ** bits - 1 }), {
            minLength: perRow * 3,
            maxLength: perRow * 3,
          }),
        }),
      );
    fc.assert(
      fc.property(cases, ({ bits, perRow, samples }) => {
        const out = unpackBits(pack(samples, bits, perRow), bits, perRow, 3, new Uint16Array(samples.length));
        expect([...out]).toEqual(samples);
      }),
    );
  });
});

describe('stretchToByte', () => {
  it.each([
    [1, [0, 1], [0, 255]],
    [2, [0, 1, 2, 3], [0, 85, 170, 255]],
    [4, [0, 7, 15], [0, 119, 255]],
  ])('makes the largest sample of %i bits white', (bits, samples, expected) => {
    expect([...stretchToByte(Uint8Array.from(samples), bits)]).toEqual(expected);
  });
});
