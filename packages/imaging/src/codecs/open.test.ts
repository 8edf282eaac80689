import fc from 'fast-check';
import { encode as encodeJpeg } from 'jpeg-js';
import { describe, expect, it } from 'vitest';
import { ImageFormatError, SelectionError } from '../errors.js';
import type { Image } from '../image.js';
import { openImage } from './open.js';
import { encodePng } from './png-encode.js';
import { encodeTiff } from './tiff-encode.js';

const image: Image = {
  width: 4,
  height: 2,
  channels: 3,
  colour: 'rgb',
  bitDepth: 8,
  data: Uint8Array.from({ length: 24 }, (_, i) => i * 10),
};
const jpeg = new Uint8Array(
  encodeJpeg({ width: 16, height: 16, data: new Uint8Array(16 * 16 * 4).fill(90) }, 90).data,
);
const bmp = Uint8Array.from({ length: 58 }, (_, i) => {
  const header: Record<number, number> = { 0: 0x42, 1: 0x4d, 10: 54, 14: 40, 18: 1, 22: 1, 28: 24 };
  return i < 54 ? (header[i] ?? 0) : i;
});
const files = { png: encodePng(image), tiff: encodeTiff(image), jpeg, bmp };

describe('openImage', () => {
  it.each(Object.entries(files))('tells %s by its first bytes, whatever the name', async (format, bytes) => {
    const source = await openImage(bytes, { name: 'misleading.gif' });
    expect(source.format).toBe(format);
  });

  it('reads from a view into a larger buffer, and from a Buffer', async () => {
    const larger = Buffer.concat([Buffer.alloc(7, 1), files.tiff, Buffer.alloc(9, 2)]);
    const source = await openImage(larger.subarray(7, 7 + files.tiff.length));
    expect((await source.read()).data).toEqual(image.data);
  });

  it.each([
    ['no bytes', new Uint8Array(), /"cells\.dat" is empty \(0 bytes\)/],
    [
      'text',
      new TextEncoder().encode('hello, world'),
      /is no PNG, JPEG, TIFF or BMP: its first bytes are 68 65/,
    ],
    ['a GIF', new TextEncoder().encode('GIF89a......'), /is a GIF file, which is not read\. Export it as/],
    ['one byte', Uint8Array.of(0x89), /is no PNG/],
  ])('refuses %s with a remedy', async (_, bytes, message) => {
    const failure = openImage(bytes, { name: 'cells.dat' });
    await expect(failure).rejects.toThrow(ImageFormatError);
    await expect(failure).rejects.toThrow(message);
  });

  it.each(Object.entries(files))('refuses a %s cut off anywhere', async (_, bytes) => {
    for (const share of [0.2, 0.5, 0.8, 0.95]) {
      const cut = bytes.subarray(0, Math.floor(bytes.length * share));
      await expect(openImage(cut, { name: 'cut' })).rejects.toThrow(ImageFormatError);
    }
  });

  it.each(Object.entries(files))(
    'reads or refuses a %s with wrong bytes, and never fails otherwise',
    async (_, bytes) => {
      const changes = fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), {
        minLength: 1,
        maxLength: 4,
      });
      await fc.assert(
        fc.asyncProperty(changes, async (list) => {
          const changed = bytes.slice();
          for (const [at, value] of list) changed[at] = value;
          const failure = await openImage(changed)
            .then((source) => source.read())
            .then(
              () => undefined,
              (error: unknown) => error,
            );
          if (failure !== undefined) expect(failure).toBeInstanceOf(ImageFormatError);
        }),
        { numRuns: 300 },
      );
    },
  );

  it('reads a region and channels in the order asked for', async () => {
    const source = await openImage(files.png);
    const part = await source.read({ channels: [2, 0], region: { x: 1, y: 1, width: 2, height: 1 } });
    expect(part).toMatchObject({ width: 2, height: 1, channels: 2, colour: 'multichannel' });
    expect([...part.data]).toEqual([210, 220, 50, 60]);
  });

  it.each([
    [{ channels: [3] }, /selection\.channels is 3, but the picture has 3 channels, numbers 0 to 2/],
    [{ channels: [] }, /selection\.channels is empty/],
    [{ z: 1 }, /selection\.z is 1, but the picture has one focal plane, number 0/],
    [{ t: -1 }, /selection\.t is -1/],
    [{ page: 0.5 }, /selection\.page is 0\.5/],
    [{ region: { x: 3, y: 0, width: 2, height: 1 } }, /does not lie inside the 4 x 2 picture/],
  ])('refuses selection %j', async (selection, message) => {
    for (const bytes of [files.png, files.tiff]) {
      const reading = (await openImage(bytes)).read(selection);
      await expect(reading).rejects.toThrow(SelectionError);
      await expect(reading).rejects.toThrow(message);
    }
  });

  it('stops for an aborted signal', async () => {
    const reason = new Error('enough');
    for (const bytes of Object.values(files)) {
      const source = await openImage(bytes);
      await expect(source.read({}, AbortSignal.abort(reason))).rejects.toBe(reason);
    }
  });
});
