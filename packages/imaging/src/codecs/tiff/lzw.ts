const clear = 256;
const end = 257;
const firstFree = 258;
const longest = 4096;

/**
 * Decodes LZW as TIFF has it: most significant bit first, and codes one step early in growing from 9 to 12 bits
 * (TIFF 6.0 §13).
 *
 * @param length - bytes to give; what is coded beyond them (padding rows, for instance) is left alone
 * @throws RangeError where the codes are invalid, or end before `length` bytes are there
 */
export function unpackLzw(packed: Uint8Array, length: number): Uint8Array {
  const out = new Uint8Array(length);
  // A string of the table is a place in the output where it already stands, and its length.
  const starts = new Uint32Array(longest);
  const lengths = new Uint32Array(longest);
  let free = firstFree;
  let bits = 9;
  let previous = -1;
  let to = 0;
  let buffer = 0;
  let held = 0;
  let from = 0;
  while (to < length) {
    while (held < bits) {
      if (from >= packed.length) throw new RangeError(`LZW codes end after ${to} of ${length} bytes`);
      buffer = ((buffer << 8) | packed[from++]!) & 0xffffff;
      held += 8;
    }
    held -= bits;
    const code = (buffer >> held) & ((1 << bits) - 1);
    if (code === end) throw new RangeError(`LZW codes end after ${to} of ${length} bytes`);
    if (code === clear) {
      free = firstFree;
      bits = 9;
      previous = -1;
      continue;
    }
    const known = code < 256 || (code >= firstFree && code < free);
    if (!known && (code !== free || previous < 0)) throw new RangeError(`invalid LZW code ${code}`);
    if (previous >= 0 && free < longest) {
      // The new string is the previous one and the byte that now follows it in the output.
      starts[free] = to - stringLength(lengths, previous);
      lengths[free] = stringLength(lengths, previous) + 1;
      free++;
      if (free + 1 >= 1 << bits && bits < 12) bits++;
    }
    if (code < 256) {
      out[to++] = code;
    } else {
      const start = starts[code]!;
      const stop = Math.min(length, to + lengths[code]!);
      for (let i = start; to < stop; i++) out[to++] = out[i]!;
    }
    previous = code;
  }
  return out;
}

function stringLength(lengths: Uint32Array, code: number): number {
  return code < 256 ? 1 : lengths[code]!;
}
