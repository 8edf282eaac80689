/** Up to `most` entries at even distances, the first among them. */
export function atEvenDistances<T>(entries: readonly T[], most: number): readonly T[] {
  const count = Math.min(most, entries.length);
  return Array.from({ length: count }, (_, i) => entries[Math.floor((i * entries.length) / count)] as T);
}
