/**
 * Indices of values from the greatest to the least, equal ones in their order; those for which `wanted` holds zero,
 * and values that are no numbers, are left out. Two passes of a radix sort, so that time grows with the number of values.
 */
export function fromTheGreatest(values: Float32Array, wanted?: Uint8Array): Uint32Array {
  const words = new Uint32Array(values.buffer, values.byteOffset, values.length);
  const keys = new Uint32Array(values.length);
  let order: Uint32Array = new Uint32Array(values.length);
  let count = 0;
  for (let i = 0; i < values.length; i++) {
    if ((wanted !== undefined && !wanted[i]) || Number.isNaN(values[i]!)) continue;
    // The bits of floats, with the sign turned round, stand in the order of the floats; inverted, the greatest is first.
    // Both zeros are one.
    const word = values[i] === 0 ? 0 : words[i]!;
    keys[i] = ~(word & 0x80000000 ? ~word : word | 0x80000000);
    order[count++] = i;
  }
  order = order.subarray(0, count);
  for (const shift of [0, 16]) order = sortedBy16Bits(order, keys, shift);
  return order;
}

/** Keeps the order of those whose 16 bits are equal. */
function sortedBy16Bits(order: Uint32Array, keys: Uint32Array, shift: number): Uint32Array {
  const places = new Uint32Array(65537);
  for (let i = 0; i < order.length; i++) places[((keys[order[i]!]! >>> shift) & 0xffff) + 1]!++;
  for (let bits = 0; bits < 65536; bits++) places[bits + 1]! += places[bits]!;
  const sorted = new Uint32Array(order.length);
  for (let i = 0; i < order.length; i++) {
    const index = order[i]!;
    sorted[places[(keys[index]! >>> shift) & 0xffff]!++] = index;
  }
  return sorted;
}
