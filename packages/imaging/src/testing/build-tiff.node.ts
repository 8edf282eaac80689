/** One tag of a page: text, or numbers of a TIFF field type. */
export type TagValue =
  | string
  | readonly number[]
  | { readonly type: 3 | 4 | 5; readonly values: readonly number[] };

/** One page: its tags by number, and its strips or tiles as they are to be stored. */
export interface PagePlan {
  readonly tags: Readonly<Record<number, TagValue>>;
  readonly blocks: readonly Uint8Array[];
  /** The blocks are tiles. Default: strips. */
  readonly tiled?: boolean;
}

export interface TiffPlan {
  readonly pages: readonly PagePlan[];
  readonly littleEndian?: boolean;
  readonly big?: boolean;
}

/**
 * Lays out a TIFF or BigTIFF from its parts, checking nothing: tests say every tag themselves, whatever the
 * specification thinks of it. Offsets and byte counts of the blocks are filled in.
 */
export function buildTiff({ pages, littleEndian: little = true, big = false }: TiffPlan): Uint8Array {
  const chunks: Uint8Array[] = [];
  let end = 0;
  const append = (bytes: Uint8Array) => {
    const at = end;
    chunks.push(bytes);
    end += bytes.length;
    return at;
  };
  const pack = (length: number, write: (view: DataView) => void) => {
    const view = new DataView(new ArrayBuffer(length));
    write(view);
    return new Uint8Array(view.buffer);
  };
  const offsetBytes = big ? 8 : 4;
  const setOffset = (view: DataView, at: number, value: number) =>
    big ? view.setBigUint64(at, BigInt(value), little) : view.setUint32(at, value, little);

  append(
    pack(big ? 16 : 8, (view) => {
      view.setUint16(0, little ? 0x4949 : 0x4d4d);
      view.setUint16(2, big ? 43 : 42, little);
      if (big) view.setUint16(4, 8, little);
    }),
  );
  let linkAt: { chunk: number; offset: number } = { chunk: 0, offset: big ? 8 : 4 };
  for (const page of pages) {
    const offsets = page.blocks.map((block) => (block.length === 0 ? 0 : append(block)));
    const [offsetTag, countTag] = page.tiled ? [324, 325] : [273, 279];
    const tags: Record<number, TagValue> = {
      ...page.tags,
      [offsetTag!]: { type: 4, values: offsets },
      [countTag!]: { type: 4, values: page.blocks.map((block) => block.length) },
    };
    const entries = Object.entries(tags).map(([tag, value]) => ({
      tag: Number(tag),
      ...encodeTag(value, little),
    }));
    for (const entry of entries) {
      if (entry.bytes.length > offsetBytes) {
        const at = append(entry.bytes);
        entry.bytes = pack(offsetBytes, (view) => setOffset(view, 0, at));
      }
    }
    const head = big ? 8 : 2;
    const step = big ? 20 : 12;
    const directory = pack(head + entries.length * step + offsetBytes, (view) => {
      if (big) view.setBigUint64(0, BigInt(entries.length), little);
      else view.setUint16(0, entries.length, little);
      entries.forEach(({ tag, type, count, bytes }, i) => {
        const at = head + i * step;
        view.setUint16(at, tag, little);
        view.setUint16(at + 2, type, little);
        setOffset(view, at + 4, count);
        new Uint8Array(view.buffer).set(bytes, at + 4 + offsetBytes);
      });
    });
    const link = chunks[linkAt.chunk]!;
    setOffset(new DataView(link.buffer), linkAt.offset, end);
    linkAt = { chunk: chunks.length, offset: directory.length - offsetBytes };
    append(directory);
  }
  return Uint8Array.from(Buffer.concat(chunks));
}

function encodeTag(value: TagValue, little: boolean): { type: number; count: number; bytes: Uint8Array } {
  if (typeof value === 'string') {
    const bytes = new TextEncoder().encode(`${value}\0`);
    return { type: 2, count: bytes.length, bytes };
  }
  const { type, values } = 'type' in value ? value : { type: 3 as const, values: value };
  const size = type === 3 ? 2 : 4;
  const view = new DataView(new ArrayBuffer(values.length * size));
  values.forEach((number, i) => {
    if (size === 2) view.setUint16(i * 2, number, little);
    else view.setUint32(i * 4, number, little);
  });
  return { type, count: type === 5 ? values.length / 2 : values.length, bytes: new Uint8Array(view.buffer) };
}
