import { describe, expect, it } from 'vitest';
import { buildTiff } from '../../testing/build-tiff.node.js';
import { bytesSource } from '../byte-source.js';
import { number, numbers, readDirectories, text } from './directory.js';
import { TAG } from './tags.js';

const page = {
  tags: { [TAG.width]: [70], [TAG.bitsPerSample]: [8, 8, 8], [TAG.description]: 'a µ text' },
  blocks: [],
};

const read = (bytes: Uint8Array) => readDirectories(bytesSource(bytes));

describe('readDirectories', () => {
  it.each([
    [true, false],
    [false, false],
    [true, true],
    [false, true],
  ])('reads tags of every page (little-endian %s, BigTIFF %s)', async (littleEndian, big) => {
    const file = await read(buildTiff({ pages: [page, page, page], littleEndian, big }));
    expect(file.directories).toHaveLength(3);
    const last = file.directories[2]!;
    expect(number(file, last, TAG.width)).toBe(70);
    expect(numbers(file, last, TAG.bitsPerSample)).toEqual([8, 8, 8]);
    expect(text(last, TAG.description)).toBe('a µ text');
    expect(number(file, last, TAG.predictor)).toBeUndefined();
    expect(numbers(file, last, TAG.predictor)).toBeUndefined();
  });

  it('gives rationals as quotients', async () => {
    const tags = { [TAG.xResolution]: { type: 5, values: [100, 8] } } as const;
    const file = await read(buildTiff({ pages: [{ tags, blocks: [] }] }));
    expect(number(file, file.directories[0]!, TAG.xResolution)).toBe(12.5);
  });

  it('reads text that is no UTF-8 as Latin-1', async () => {
    const bytes = buildTiff({ pages: [page] });
    const micro = bytes.findIndex((byte, i) => byte === 0xc2 && bytes[i + 1] === 0xb5);
    bytes.set([0xb5, 0x20], micro);
    const file = await read(bytes);
    expect(text(file.directories[0]!, TAG.description)).toBe('a µ  text');
  });

  it('passes over private tags that point outside the file, but not over those it reads', async () => {
    const tooLong = (tag: number) => {
      const bytes = buildTiff({ pages: [{ tags: { [tag]: 'more than four bytes' }, blocks: [] }] });
      const view = new DataView(bytes.buffer);
      view.setUint32(view.getUint32(4, true) + 2 + 4, 1e6, true);
      return bytes;
    };
    expect((await read(tooLong(200))).directories).toHaveLength(1);
    await expect(read(tooLong(TAG.xResolution - 12))).rejects.toThrow(
      'the values of tag 270 lie beyond its end',
    );
  });

  it('refuses a chain without end, and one without a page', async () => {
    const circle = buildTiff({ pages: [{ tags: { [TAG.width]: [1] }, blocks: [] }] });
    const view = new DataView(circle.buffer);
    const start = view.getUint32(4, true);
    view.setUint32(start + 2 + 3 * 12, start, true);
    await expect(read(circle)).rejects.toThrow(/comes up twice/);
    await expect(read(buildTiff({ pages: [] }))).rejects.toThrow('it holds no page');
  });
});
