import type { Image } from '@celltally/imaging';

/** A page of a TIFF: numbers by tag (TIFF 6.0, section 8), and its strips or tiles as they are to be stored. */
export interface TiffPage {
  readonly tags: Readonly<Record<number, readonly number[]>>;
  readonly blocks: readonly Uint8Array[];
  readonly tiled?: boolean;
}

/** Bytes of a directory's entry, and of what stands before and after all of them. */
const [ENTRY, AROUND] = [12, 2 + 4];

/** A TIFF of several pages, for files that the encoder does not write: little-endian, all numbers of 32 bits. */
export function writeTiff(pages: readonly TiffPage[]): Uint8Array {
  const chunks: Buffer[] = [Buffer.from([0x49, 0x49, 42, 0, 0, 0, 0, 0])];
  let end = 8;
  let link = { chunk: chunks[0]!, at: 4 };
  const append = (bytes: Uint8Array): number => {
    const start = end;
    chunks.push(Buffer.from(bytes), Buffer.alloc(bytes.length % 2));
    end += bytes.length + (bytes.length % 2);
    return start;
  };
  for (const { tags, blocks, tiled = false } of pages) {
    const [offsets, lengths] = tiled ? [324, 325] : [273, 279];
    const all = {
      ...tags,
      [offsets]: blocks.map(append),
      [lengths]: blocks.map(({ length }) => length),
    };
    // Numbers as keys come in ascending order, as directories must.
    const entries = Object.entries(all)
      .map(([tag, values]) => ({ tag: Number(tag), values }))
      .filter(({ values }) => values.length > 0);
    const places = entries.map(({ values }) =>
      values.length === 1 ? values[0]! : append(Buffer.from(Uint32Array.from(values).buffer)),
    );
    const directory = Buffer.alloc(AROUND + ENTRY * entries.length);
    directory.writeUInt16LE(entries.length, 0);
    for (const [i, { tag, values }] of entries.entries()) {
      directory.writeUInt16LE(tag, 2 + ENTRY * i);
      directory.writeUInt16LE(4, 4 + ENTRY * i);
      directory.writeUInt32LE(values.length, 6 + ENTRY * i);
      directory.writeUInt32LE(places[i]!, 10 + ENTRY * i);
    }
    link.chunk.writeUInt32LE(end, link.at);
    chunks.push(directory);
    end += directory.length;
    link = { chunk: directory, at: directory.length - 4 };
  }
  return Buffer.concat(chunks);
}

/** A page that holds the channels of a picture one after the other, each as one strip. */
export function pageOf({ width, height, channels, data }: Image): TiffPage {
  const bits = 8 * data.BYTES_PER_ELEMENT;
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  const plane = bytes.length / channels;
  return {
    tags: {
      ...{ 256: [width], 257: [height], 258: Array.from({ length: channels }, () => bits), 259: [1] },
      // Black is 0; the channels are kept apart, and those after the first have no meaning of their own.
      ...{ 262: [1], 277: [channels], 278: [height], 284: [2] },
      338: Array.from({ length: channels - 1 }, () => 0),
    },
    blocks: Array.from({ length: channels }, (_, i) => bytes.subarray(i * plane, (i + 1) * plane)),
  };
}
