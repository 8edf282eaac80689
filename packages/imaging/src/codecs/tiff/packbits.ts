/**
 * Unpacks PackBits run lengths (TIFF 6.0 §9).
 *
 * @throws RangeError where the runs end before `length` bytes are there
 */
export function unpackRuns(packed: Uint8Array, length: number): Uint8Array {
  const out = new Uint8Array(length);
  let from = 0;
  let to = 0;
  while (to < length) {
    if (from >= packed.length) throw new RangeError(`${to} of ${length} bytes were unpacked`);
    const header = packed[from++]!;
    if (header < 128) {
      const run = Math.min(header + 1, length - to);
      out.set(packed.subarray(from, from + run), to);
      from += header + 1;
      to += run;
    } else if (header > 128) {
      const run = 257 - header;
      out.fill(packed[from++]!, to, to + run);
      to += run;
    }
  }
  return out;
}
