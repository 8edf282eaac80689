/**
 * A UUID that depends on the text alone, so that the same cells give the same file: 122 bits of a hash, marked as version 8
 * (RFC 9562, section 5.8). Not for secrets.
 */
export function stableUuid(text: string): string {
  // Four lanes of FNV-1a with different starts, mixed as MurmurHash3 ends.
  const lanes = [0x811c9dc5, 0x9e3779b9, 0x85ebca6b, 0xc2b2ae35];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    for (let lane = 0; lane < 4; lane++) {
      lanes[lane] = Math.imul(lanes[lane]! ^ (code + lane * 0x10001), 0x01000193);
    }
  }
  const mixed = lanes.map((value, lane) => mix(value ^ lanes[(lane + 1) % lanes.length]!));
  const digits = mixed.map((value) => (value >>> 0).toString(16).padStart(8, '0')).join('');
  const variant = ((Number.parseInt(digits[16]!, 16) & 3) | 8).toString(16);
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `8${digits.slice(13, 16)}`,
    `${variant}${digits.slice(17, 20)}`,
    digits.slice(20),
  ].join('-');
}

function mix(value: number): number {
  let bits = value;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}
