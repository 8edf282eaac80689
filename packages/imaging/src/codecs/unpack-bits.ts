/**
 * Unpacks unsigned samples of 1 to 31 bits, most significant bit first, each row starting on a byte boundary
 * (PNG, BMP and TIFF all pack this way).
 *
 * @param out - receives `rows * perRow` samples
 */
export function unpackBits<T extends Uint8Array | Uint16Array | Float32Array>(
  bytes: Uint8Array,
  bits: number,
  perRow: number,
  rows: number,
  out: T,
): T {
  const rowBytes = Math.ceil((perRow * bits) / 8);
  let at = 0;
  for (let row = 0; row < rows; row++) {
    let next = row * rowBytes;
    let held = 0;
    let value = 0;
    for (let i = 0; i < perRow; i++) {
      value = 0;
      for (let wanted = bits; wanted > 0; ) {
        if (held === 0) {
          next++;
          held = 8;
        }
        const taken = Math.min(wanted, held);
        const chunk = (bytes[next - 1]! >> (held - taken)) & ((1 << taken) - 1);
        value = value * 2 ** taken + chunk;
        held -= taken;
        wanted -= taken;
      }
      out[at++] = value;
    }
  }
  return out;
}

/** Stretches samples of fewer than 8 bits over 0 to 255, so that the largest is white; exact for 1, 2 and 4 bits. */
export function stretchToByte<T extends Uint8Array>(samples: T, bits: number): T {
  const scale = 255 / (2 ** bits - 1);
  for (let i = 0; i < samples.length; i++) samples[i] = Math.round(samples[i]! * scale);
  return samples;
}
