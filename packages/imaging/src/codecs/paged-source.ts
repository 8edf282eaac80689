import type { ByteSource } from './byte-source.js';

/** Bytes of a page: enough for a directory with its values, little enough for a file of ten thousand directories. */
const PAGE = 1 << 14;
/** Pages that are kept. */
const KEPT = 16;

/**
 * Joins small reads of a source into pages, the last of which are kept: a file's directories are read a few bytes at a
 * time. What is read is a copy.
 */
export function pagedSource(source: ByteSource): ByteSource {
  const pages = new Map<number, Promise<Uint8Array>>();
  const page = (index: number): Promise<Uint8Array> => {
    const start = index * PAGE;
    const found = pages.get(index) ?? source.read(start, Math.min(PAGE, source.size - start));
    pages.delete(index);
    pages.set(index, found);
    for (const oldest of pages.keys()) {
      if (pages.size <= KEPT) break;
      pages.delete(oldest);
    }
    return found;
  };
  return {
    size: source.size,
    read: async (offset, length) => {
      // A read beyond the end is the source's to refuse.
      if (length > PAGE || !(offset >= 0 && offset + length <= source.size)) {
        return (await source.read(offset, length)).slice();
      }
      const out = new Uint8Array(length);
      for (let at = offset; at < offset + length; ) {
        const index = Math.floor(at / PAGE);
        const from = at - index * PAGE;
        const part = (await page(index)).subarray(from, from + offset + length - at);
        out.set(part, at - offset);
        at += part.length;
      }
      return out;
    },
  };
}
