import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ImageFormatError } from '../../errors.js';
import type { Image, Region } from '../../image.js';
import { buildTiff, type PagePlan } from '../../testing/build-tiff.node.js';
import { crop } from '../../transform/crop.js';
import { type ByteSource, bytesSource } from '../byte-source.js';
import { openTiff } from './open.js';
import { TAG } from './tags.js';

/** How a picture of 8-bit samples is laid out in a file. */
interface Plan {
  readonly width: number;
  readonly height: number;
  readonly samples: number;
  readonly separate: boolean;
  /** Size of a tile, or rows of a strip. */
  readonly tile?: { readonly width: number; readonly height: number };
  readonly rows: number;
  readonly compressed: boolean;
  /** Bytes that stand between two strips. */
  readonly gap: number;
}

const value = (x: number, y: number, sample: number): number =>
  (x * 31 + y * 17 + sample * 101 + x * y) & 255;

/** The page of a plan; its samples are what `value` says. */
function page(plan: Plan): PagePlan {
  const { width, height, samples, separate, tile, rows, compressed, gap } = plan;
  const [blockWidth, blockHeight] = tile ? [tile.width, tile.height] : [width, rows];
  const blocks: Uint8Array[] = [];
  for (let plane = 0; plane < (separate ? samples : 1); plane++) {
    for (let top = 0; top < height; top += blockHeight) {
      for (let left = 0; left < width; left += blockWidth) {
        const inside = tile ? blockHeight : Math.min(blockHeight, height - top);
        const bytes: number[] = [];
        for (let y = top; y < top + inside; y++) {
          for (let x = left; x < left + blockWidth; x++) {
            if (separate) bytes.push(value(x, y, plane));
            else for (let s = 0; s < samples; s++) bytes.push(value(x, y, s));
          }
        }
        const packed = compressed ? deflateSync(Uint8Array.from(bytes)) : bytes;
        blocks.push(Uint8Array.from([...packed, ...new Array<number>(gap).fill(0)]));
      }
    }
  }
  const tags = {
    [TAG.width]: [width],
    [TAG.height]: [height],
    [TAG.bitsPerSample]: new Array<number>(samples).fill(8),
    [TAG.samplesPerPixel]: [samples],
    [TAG.photometric]: [samples === 3 ? 2 : 1],
    [TAG.compression]: [compressed ? 8 : 1],
    [TAG.planarConfiguration]: [separate ? 2 : 1],
    ...(tile
      ? { [TAG.tileWidth]: [tile.width], [TAG.tileHeight]: [tile.height] }
      : { [TAG.rowsPerStrip]: [rows] }),
  };
  return { tags, blocks, tiled: tile !== undefined };
}

const plans: fc.Arbitrary<Plan> = fc.record(
  {
    width: fc.integer({ min: 1, max: 30 }),
    height: fc.integer({ min: 1, max: 30 }),
    samples: fc.constantFrom(1, 3),
    separate: fc.boolean(),
    tile: fc.record({ width: fc.constantFrom(4, 16), height: fc.constantFrom(4, 16) }),
    rows: fc.integer({ min: 1, max: 9 }),
    compressed: fc.boolean(),
    gap: fc.constantFrom(0, 0, 2),
  },
  { requiredKeys: ['width', 'height', 'samples', 'separate', 'rows', 'compressed', 'gap'] },
);

/** A region of a picture, by four shares of its sides. */
function regionOf({ width, height }: Plan, [a, b, c, d]: readonly number[]): Region {
  const x = Math.floor(a! * width);
  const y = Math.floor(b! * height);
  return {
    x,
    y,
    width: 1 + Math.floor(c! * (width - x - 1)),
    height: 1 + Math.floor(d! * (height - y - 1)),
  };
}
const share = fc.double({ min: 0, max: 0.999, noNaN: true });

/** A source that notes what is read of it. */
function watched(bytes: Uint8Array): { source: ByteSource; reads: { offset: number; length: number }[] } {
  const { size, read } = bytesSource(bytes);
  const reads: { offset: number; length: number }[] = [];
  const source: ByteSource = {
    size,
    read: (offset, length) => {
      reads.push({ offset, length });
      return read(offset, length);
    },
  };
  return { source, reads };
}

describe('regions of a TIFF', () => {
  it('are what the whole picture holds there, however it is stored and whatever was read before', async () => {
    const regions = fc.array(fc.tuple(share, share, share, share), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(plans, regions, async (plan, shares) => {
        const { width, height, samples } = plan;
        const bytes = buildTiff({ pages: [page(plan)] });
        const whole = await (await openTiff(bytes)).read();
        const expected: Image['data'] = Uint8Array.from({ length: width * height * samples }, (_, i) =>
          value(i % width, Math.floor(i / width) % height, Math.floor(i / (width * height))),
        );
        expect(Buffer.compare(whole.data as Uint8Array, expected as Uint8Array)).toBe(0);
        const source = await openTiff(bytes);
        for (const each of shares) {
          const region = regionOf(plan, each);
          const part = await source.read({ region });
          expect(part).toEqual(crop(whole, region));
          const { blocks, ...facts } = source.describe({ region });
          expect(facts).toEqual({ ...part, data: undefined });
          expect(blocks.width * blocks.height).toBeGreaterThan(0);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('read the blocks that they touch, and no block twice as long as it is kept', async () => {
    const plan = { samples: 1, separate: false, compressed: true, gap: 0, rows: 8, width: 64, height: 64 };
    for (const tile of [undefined, { width: 16, height: 16 }]) {
      const bytes = buildTiff({ pages: [page({ ...plan, ...(tile && { tile }) })] });
      const { source, reads } = watched(bytes);
      const picture = await openTiff(source);
      reads.length = 0;
      await picture.read({ region: { x: 20, y: 20, width: 5, height: 5 } });
      expect(reads).toHaveLength(tile ? 1 : 2);
      for (let y = 0; y < 64; y += 8) {
        for (let x = 0; x < 64; x += 8) await picture.read({ region: { x, y, width: 8, height: 8 } });
      }
      expect(reads).toHaveLength(tile ? 16 : 8);
    }
  });

  it('of an uncompressed strip read no more than their rows, and rows that stand together at once', async () => {
    for (const rows of [1, 3000]) {
      const plan = {
        samples: 1,
        separate: false,
        compressed: false,
        gap: 0,
        rows,
        width: 1000,
        height: 3000,
      };
      const { source, reads } = watched(buildTiff({ pages: [page(plan)] }));
      const picture = await openTiff(source);
      reads.length = 0;
      const part = await picture.read({ region: { x: 10, y: 1500, width: 2, height: 1 } });
      expect([...part.data]).toEqual([value(10, 1500, 0), value(11, 1500, 0)]);
      expect(reads).toHaveLength(1);
      expect(reads[0]!.length).toBeLessThan(1.1e6);
      reads.length = 0;
      await picture.read();
      expect(reads).toHaveLength(3);
    }
  });
});

it('strips whose writer states no byte counts end where the next begins', async () => {
  const plan = { width: 9, height: 20, samples: 1, separate: false, compressed: true, gap: 0, rows: 6 };
  const bytes = buildTiff({ pages: [page(plan)] });
  const { source, reads } = watched(bytes);
  const view = new DataView(bytes.buffer);
  const start = view.getUint32(4, true);
  for (let at = start + 2; at < bytes.length - 4; at += 12) {
    if (view.getUint16(at, true) === TAG.stripByteCounts) view.setUint16(at, 65_000, true);
  }
  const picture = await openTiff(source);
  reads.length = 0;
  const { data } = await picture.read({ region: { x: 0, y: 7, width: 9, height: 1 } });
  expect([...data]).toEqual(Array.from({ length: 9 }, (_, x) => value(x, 7, 0)));
  expect(reads[0]!.length).toBeLessThan(bytes.length / 2);
});

describe('large TIFF files', () => {
  /** Six gigabytes, of which only the head and a few blocks are more than zeros. */
  function sparse(head: Uint8Array, size: number): { source: ByteSource; reads: number[] } {
    const reads: number[] = [];
    const source: ByteSource = {
      size,
      read: async (offset, length) => {
        reads.push(length);
        const bytes = new Uint8Array(length);
        if (offset < head.length) bytes.set(head.subarray(offset, offset + length));
        else bytes.fill((offset / 2 ** 20) & 255);
        return bytes;
      },
    };
    return { source, reads };
  }

  /** A BigTIFF of one uncompressed strip that begins at a byte beyond what 32 bits count. */
  function bigTiff(width: number, height: number, compression: number): Uint8Array {
    const page = { tags: {}, blocks: [] };
    const tags = {
      [TAG.width]: { type: 4, values: [width] } as const,
      [TAG.height]: { type: 4, values: [height] } as const,
      [TAG.bitsPerSample]: [8],
      [TAG.photometric]: [1],
      [TAG.compression]: [compression],
    };
    const bytes = buildTiff({ pages: [{ ...page, tags, blocks: [Uint8Array.of(0)] }], big: true });
    // Both tags have one value of 8 bytes that stands in the entry; its field type becomes 16.
    const view = new DataView(bytes.buffer);
    const start = Number(view.getBigUint64(8, true));
    const entries = Number(view.getBigUint64(start, true));
    for (let i = 0; i < entries; i++) {
      const at = start + 8 + 20 * i;
      const tag = view.getUint16(at, true);
      if (tag !== TAG.stripOffsets && tag !== TAG.stripByteCounts) continue;
      view.setUint16(at + 2, 16, true);
      view.setBigUint64(
        at + 12,
        tag === TAG.stripOffsets ? BigInt(5 * 2 ** 30) : BigInt(width * height),
        true,
      );
    }
    return bytes;
  }

  it('open by their directory and are read by the rows that are asked for', async () => {
    const { source, reads } = sparse(bigTiff(50_000, 60_000, 1), 9 * 2 ** 30);
    const picture = await openTiff(source, 'huge.tif');
    expect([picture.width, picture.height]).toEqual([50_000, 60_000]);
    const part = await picture.read({ region: { x: 49_990, y: 59_999, width: 10, height: 1 } });
    const strip = 5 * 2 ** 30 + Math.floor(59_999 / 20) * 20 * 50_000;
    expect([...part.data]).toEqual(new Array(10).fill((strip / 2 ** 20) & 255));
    expect(Math.max(...reads)).toBeLessThan(2 ** 21);
  });

  it('name the remedy where one compressed strip holds more than can be unpacked', async () => {
    const { source } = sparse(bigTiff(50_000, 60_000, 8), 9 * 2 ** 30);
    const picture = await openTiff(source, 'huge.tif');
    const reading = picture.read({ region: { x: 0, y: 0, width: 10, height: 10 } });
    await expect(reading).rejects.toThrow(ImageFormatError);
    await expect(reading).rejects.toThrow(
      /"huge\.tif" is a TIFF with strips of 50000 x 60000 pixels, 3\.0 GB each, which can only be unpacked whole/,
    );
    await expect(reading).rejects.toThrow(/Save it as a TIFF in tiles/);
  });

  it('are refused when they end too early', async () => {
    const { source } = sparse(bigTiff(50_000, 60_000, 1), 7 * 2 ** 30);
    await expect(openTiff(source, 'cut.tif')).rejects.toThrow(
      /"cut\.tif" is a damaged or truncated TIFF \(strip or tile 0 of 1 lies beyond the end of the file\)/,
    );
  });
});
