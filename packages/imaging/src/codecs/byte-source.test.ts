import { mkdtemp, open, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ByteSource, blobSource, bytesSource } from './byte-source.js';
import { openFile } from './file-source.node.js';
import { pagedSource } from './paged-source.js';

/** More than two pages of the paged source. */
const bytes = Uint8Array.from({ length: 50_000 }, (_, i) => (i * i) >> 5);

let folder: string;
let path: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'celltally-'));
  path = join(folder, 'bytes');
  await writeFile(path, bytes);
});
afterAll(() => rm(folder, { recursive: true }));

/** One suite for all of them. */
const sources: Readonly<Record<string, () => Promise<ByteSource>>> = {
  bytesSource: async () => bytesSource(bytes),
  'bytesSource of a part of a Buffer': async () =>
    bytesSource(Buffer.concat([Buffer.alloc(3), bytes]).subarray(3)),
  blobSource: async () => blobSource(new Blob([bytes])),
  openFile: () => openFile(path),
  'pagedSource of bytes': async () => pagedSource(bytesSource(bytes)),
  'pagedSource of a blob': async () => pagedSource(blobSource(new Blob([bytes]))),
};

describe.each(Object.entries(sources))('%s', (_, create) => {
  it('reads any bytes, in any order', async () => {
    const source = await create();
    expect(source.size).toBe(bytes.length);
    const range = fc.tuple(fc.nat(bytes.length), fc.nat(bytes.length)).map(([a, b]) => [a, Math.abs(b - a)]);
    await fc.assert(
      fc.asyncProperty(fc.array(range, { maxLength: 5 }), async (ranges) => {
        for (const [offset, length] of ranges as [number, number][]) {
          const wanted = bytes.subarray(offset, offset + length);
          const found = await source.read(offset, Math.min(length, bytes.length - offset));
          expect(Buffer.compare(found, wanted)).toBe(0);
        }
      }),
      { numRuns: 30 },
    );
    await source.close?.();
  });

  it('refuses what lies outside', async () => {
    const source = await create();
    await expect(source.read(bytes.length - 1, 2)).rejects.toThrow(RangeError);
    await expect(source.read(-1, 2)).rejects.toThrow(/it has 50000 bytes, but bytes -1 to 1 are wanted/);
    await expect(source.read(2 ** 40, 8)).rejects.toThrow(RangeError);
    await source.close?.();
  });
});

describe('openFile', () => {
  it('ends with an error where the file was cut since', async () => {
    const cut = join(folder, 'cut');
    await writeFile(cut, bytes);
    const file = await openFile(cut);
    await truncate(cut, 100);
    await expect(file.read(90, 20)).rejects.toThrow('it ends at byte 100, before it should');
    await file.close();
  });

  it('reads beyond what 32 bits count', async () => {
    const large = join(folder, 'large');
    const handle = await open(large, 'w');
    await handle.write(Uint8Array.of(7, 8, 9), 0, 3, 5 * 2 ** 30);
    await handle.close();
    const file = await openFile(large);
    expect(file.size).toBe(5 * 2 ** 30 + 3);
    expect([...(await file.read(5 * 2 ** 30 - 1, 4))]).toEqual([0, 7, 8, 9]);
    await file.close();
  });

  it('says what the operating system says of a file that is not there', async () => {
    await expect(openFile(join(folder, 'gone'))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

it('a paged source reads its source in few pieces, and gives copies', async () => {
  const reads: number[] = [];
  const source = pagedSource({
    size: bytes.length,
    read: async (offset, length) => {
      reads.push(length);
      return bytes.subarray(offset, offset + length);
    },
  });
  for (let at = 0; at < 16_000; at += 10) await source.read(at, 10);
  expect(reads).toEqual([16384]);
  (await source.read(0, 2)).fill(99);
  expect([...(await source.read(0, 2))]).toEqual([...bytes.subarray(0, 2)]);
});
