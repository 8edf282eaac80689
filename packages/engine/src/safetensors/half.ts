const words = new Uint32Array(1);
const single = new Float32Array(words.buffer);

/** The bits of IEEE 754 binary16 nearest to a float32 value, ties to even; overflow becomes infinity. */
export function toHalfBits(value: number): number {
  single[0] = value;
  const bits = words[0]!;
  const sign = (bits >>> 16) & 0x8000;
  const magnitude = bits & 0x7fffffff;
  if (magnitude >= 0x7f800000) {
    // A NaN whose payload sits in the low bits alone must not become infinity.
    return sign | 0x7c00 | (magnitude > 0x7f800000 ? 0x200 | ((magnitude >>> 13) & 0x3ff) : 0);
  }
  if (magnitude < 0x38800000) {
    // Subnormal halves are multiples of 2^-24: adding 0.5 lets the float adder round at exactly that bit.
    single[0] = Math.abs(value);
    single[0] = single[0]! + 0.5;
    return sign | (words[0]! - 0x3f000000);
  }
  const rebased = magnitude - 0x38000000;
  const rounded = (rebased + 0xfff + ((rebased >>> 13) & 1)) >>> 13;
  return sign | Math.min(rounded, 0x7c00);
}

/** The value of IEEE 754 binary16 bits; exact in float32. */
export function fromHalfBits(bits: number): number {
  const exponent = (bits >>> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  const sign = bits & 0x8000 ? -1 : 1;
  if (exponent === 0x1f) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1024 + fraction) * 2 ** (exponent - 25);
}

/** The value of bfloat16 bits: the upper half of a float32. */
export function fromBrainFloatBits(bits: number): number {
  words[0] = bits << 16;
  return single[0]!;
}
