import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ImageFormatError } from '../errors.js';
import type { Image } from '../image.js';
import { openTiff } from './tiff/open.js';
import { encodeTiff, tiffFrame } from './tiff-encode.js';

const arrays = { 8: Uint8Array, 16: Uint16Array, 32: Float32Array } as const;

describe('encodeTiff', () => {
  it('writes what openTiff gives back exactly', async () => {
    const plans = fc.record({
      width: fc.integer({ min: 1, max: 9 }),
      height: fc.integer({ min: 1, max: 9 }),
      channels: fc.constantFrom(1, 3),
      bitDepth: fc.constantFrom(8, 16, 32),
      seed: fc.nat(65535),
    });
    await fc.assert(
      fc.asyncProperty(plans, async ({ width, height, channels, bitDepth, seed }) => {
        const values = Array.from(
          { length: width * height * channels },
          (_, i) => (i * 40503 + seed) % 65536,
        );
        const data = new arrays[bitDepth](values);
        const image: Image = {
          width,
          height,
          channels,
          colour: channels === 1 ? 'grey' : 'rgb',
          bitDepth,
          data,
        };
        expect(await (await openTiff(encodeTiff(image))).read()).toEqual(image);
      }),
    );
  });

  it('writes whole numbers of 32 bits, which are read as they were', async () => {
    const data = Float32Array.of(0, 1, 65_536, 2 ** 24);
    const image: Image = { width: 2, height: 2, channels: 1, colour: 'grey', bitDepth: 32, data };
    const bytes = encodeTiff(image, { wholeNumbers: true });
    expect(new DataView(bytes.buffer).getUint32(16, true)).toBe(65_536);
    expect((await (await openTiff(bytes)).read()).data).toEqual(data);
  });

  it('states the pixel size in pixels per centimetre', async () => {
    const image: Image = {
      width: 1,
      height: 1,
      channels: 1,
      colour: 'grey',
      bitDepth: 8,
      data: Uint8Array.of(1),
    };
    const source = await openTiff(encodeTiff(image, { pixelSize: { x: 0.325, y: 0.65 } }));
    expect(source.pixelSize?.source).toBe('tiff-resolution');
    expect(source.pixelSize?.x).toBeCloseTo(0.325, 6);
    expect(source.pixelSize?.y).toBeCloseTo(0.65, 6);
  });

  it('frames samples that are written by others, labels of 32 bits too', async () => {
    const labels = Uint32Array.of(0, 1, 70_000, 16_000_000, 5, 6);
    const { head, tail } = tiffFrame({ width: 3, height: 2, channels: 1, bits: 32, format: 'unsigned' });
    const bytes = new Uint8Array(head.length + labels.byteLength + tail.length);
    bytes.set(head);
    const view = new DataView(bytes.buffer, head.length);
    labels.forEach((label, i) => {
      view.setUint32(4 * i, label, true);
    });
    bytes.set(tail, head.length + labels.byteLength);
    const image = await (await openTiff(bytes)).read();
    expect(image).toMatchObject({ width: 3, height: 2, channels: 1, colour: 'grey' });
    expect([...image.data]).toEqual([...labels]);
  });

  it('refuses what offsets of 32 bits do not reach', () => {
    const layout = { width: 40_000, channels: 1, bits: 32, format: 'float' } as const;
    expect(tiffFrame({ ...layout, height: 26_000 }).head).toHaveLength(8);
    expect(() => tiffFrame({ ...layout, height: 27_000 })).toThrow(/up to 4 GiB.*take 4\.0 GiB.*in parts/);
  });

  it('refuses two channels', () => {
    const image: Image = {
      width: 1,
      height: 1,
      channels: 2,
      colour: 'multichannel',
      bitDepth: 8,
      data: new Uint8Array(2),
    };
    expect(() => encodeTiff(image)).toThrow(ImageFormatError);
    expect(() => encodeTiff(image)).toThrow(/the image has 2 channels; select 1 or 3/);
  });
});
