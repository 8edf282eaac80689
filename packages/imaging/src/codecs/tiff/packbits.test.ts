import { describe, expect, it } from 'vitest';
import { unpackRuns } from './packbits.js';

describe('unpackRuns', () => {
  it('unpacks literal runs and repeats, and skips the header 128', () => {
    // The example of Apple's Technical Note TN1023.
    const packed = [
      0xfe, 0xaa, 0x02, 0x80, 0x00, 0x2a, 0xfd, 0xaa, 0x80, 0x03, 0x80, 0x00, 0x2a, 0x22, 0xf7, 0xaa,
    ];
    const expected = [
      ...[0xaa, 0xaa, 0xaa, 0x80, 0x00, 0x2a, 0xaa, 0xaa, 0xaa, 0xaa, 0x80, 0x00, 0x2a, 0x22],
      ...new Array<number>(10).fill(0xaa),
    ];
    expect([...unpackRuns(Uint8Array.from(packed), 24)]).toEqual(expected);
  });

  it('says how far it came where runs are missing', () => {
    expect(() => unpackRuns(Uint8Array.of(0xff, 5), 9)).toThrow('2 of 9 bytes were unpacked');
  });
});
