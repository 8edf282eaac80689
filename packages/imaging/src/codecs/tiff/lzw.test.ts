import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unpackLzw } from './lzw.js';

/** A plain LZW encoder after TIFF 6.0 §13, with a dictionary of strings. */
function packLzw(bytes: Uint8Array): Uint8Array {
  let digits = '';
  let bits = 9;
  let free = 258;
  let table = new Map<string, number>();
  const emit = (code: number) => {
    digits += code.toString(2).padStart(bits, '0');
  };
  const code = (string: string) => (string.length === 1 ? string.charCodeAt(0) : table.get(string)!);
  emit(256);
  let held = '';
  for (const byte of bytes) {
    const longer = held + String.fromCharCode(byte);
    if (longer.length === 1 || table.has(longer)) {
      held = longer;
      continue;
    }
    emit(code(held));
    table.set(longer, free++);
    if (free === 512 || free === 1024 || free === 2048) bits++;
    if (free === 4095) {
      emit(256);
      bits = 9;
      free = 258;
      table = new Map();
    }
    held = String.fromCharCode(byte);
  }
  if (held !== '') emit(code(held));
  free++;
  if (free === 512 || free === 1024 || free === 2048) bits++;
  emit(257);
  const padded = digits.padEnd(Math.ceil(digits.length / 8) * 8, '0');
  return Uint8Array.from(padded.match(/.{8}/g) ?? [], (octet) => Number.parseInt(octet, 2));
}

describe('unpackLzw', () => {
  it('decodes the example of the specification', () => {
    // TIFF 6.0, page 59: 7 7 7 8 8 7 7 6 6 is coded as 256 7 258 8 8 258 6 6 257.
    const codes = [256, 7, 258, 8, 8, 258, 6, 6, 257]
      .map((code) => code.toString(2).padStart(9, '0'))
      .join('');
    const packed = Uint8Array.from(codes.padEnd(88, '0').match(/.{8}/g)!, (octet) =>
      Number.parseInt(octet, 2),
    );
    expect([...unpackLzw(packed, 9)]).toEqual([7, 7, 7, 8, 8, 7, 7, 6, 6]);
  });

  it('undoes the encoder, over every code length and a full table', () => {
    for (const levels of [1, 2, 16, 256]) {
      let state = 7;
      const bytes = Uint8Array.from({ length: 20_000 }, () => {
        state = (state * 1103515245 + 12345) % 2147483648;
        return (state >> 8) % levels;
      });
      expect(unpackLzw(packLzw(bytes), bytes.length)).toEqual(bytes);
    }
  });

  it('undoes the encoder on short inputs of few values', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 60, max: 3 }), (bytes) => {
        expect(unpackLzw(packLzw(bytes), bytes.length)).toEqual(bytes);
      }),
    );
  });

  it('ends with an error, never without end, on any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        try {
          expect(unpackLzw(bytes, 1000)).toHaveLength(1000);
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
        }
      }),
    );
    expect(() => unpackLzw(packLzw(Uint8Array.of(1, 2, 3)), 9)).toThrow('LZW codes end after 3 of 9 bytes');
  });
});
