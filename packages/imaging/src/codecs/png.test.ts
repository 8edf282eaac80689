import fc from 'fast-check';
import { encode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { ImageFormatError } from '../errors.js';
import type { Image } from '../image.js';
import { openPng } from './png.js';
import { encodePng } from './png-encode.js';

const images = fc
  .record({
    width: fc.integer({ min: 1, max: 9 }),
    height: fc.integer({ min: 1, max: 9 }),
    channels: fc.constantFrom(1, 3),
    wide: fc.boolean(),
    seed: fc.integer({ min: 1, max: 65535 }),
  })
  .map(({ width, height, channels, wide, seed }): Image => {
    const length = width * height * channels;
    const values = Array.from({ length }, (_, i) => (i * 40503 + seed) % (wide ? 65536 : 256));
    const data = wide ? Uint16Array.from(values) : Uint8Array.from(values);
    return {
      width,
      height,
      channels,
      colour: channels === 1 ? 'grey' : 'rgb',
      bitDepth: wide ? 16 : 8,
      data,
    };
  });

describe('openPng', () => {
  it('gives back exactly what encodePng wrote', async () => {
    await fc.assert(
      fc.asyncProperty(images, async (image) => {
        expect(await (await openPng(encodePng(image))).read()).toEqual(image);
      }),
    );
  });

  it.each([
    [1, [0b10100000, 0b01000000], [255, 0, 255, 0, 255, 0]],
    [2, [0b00011000, 0b11000000], [0, 85, 170, 255, 0, 0]],
    [4, [0x0f, 0x10, 0x80, 0x20], [0, 255, 17, 136, 0, 34]],
  ] as const)('stretches %i bit greys over 0 to 255', async (depth, packed, expected) => {
    const bytes = encode({ width: 3, height: 2, depth, channels: 1, data: Uint8Array.from(packed) });
    const image = await (await openPng(bytes)).read();
    expect(image).toMatchObject({ channels: 1, bitDepth: 8, colour: 'grey' });
    expect([...image.data]).toEqual(expected);
  });

  it('drops alpha and keeps the colour under it', async () => {
    const greyAlpha = encode({ width: 2, height: 1, channels: 2, data: Uint8Array.of(7, 0, 9, 255) });
    expect([...(await (await openPng(greyAlpha)).read()).data]).toEqual([7, 9]);
    const rgba = encode({ width: 2, height: 1, channels: 4, data: Uint8Array.of(1, 2, 3, 0, 4, 5, 6, 9) });
    const image = await (await openPng(rgba)).read();
    expect(image).toMatchObject({ channels: 3, colour: 'rgb' });
    expect([...image.data]).toEqual([1, 4, 2, 5, 3, 6]);
  });

  it('looks colours up in the palette, whatever their transparency', async () => {
    const palette = [
      [1, 2, 3, 255],
      [4, 5, 6, 0],
    ];
    const bytes = encode({
      width: 2,
      height: 1,
      depth: 1,
      channels: 1,
      palette,
      data: Uint8Array.of(0b01000000),
    });
    expect([...(await (await openPng(bytes)).read()).data]).toEqual([1, 4, 2, 5, 3, 6]);
  });

  it('gives one channel for a palette of greys', async () => {
    const palette = [
      [10, 10, 10],
      [200, 200, 200],
    ];
    const bytes = encode({ width: 3, height: 1, channels: 1, palette, data: Uint8Array.of(1, 0, 1) });
    const source = await openPng(bytes);
    expect(source).toMatchObject({ channels: 1, colour: 'grey' });
    expect([...(await source.read()).data]).toEqual([200, 10, 200]);
  });

  it('reads interlaced pictures of 16 bits', async () => {
    const data = Uint16Array.from({ length: 99 }, (_, i) => i * 660);
    const bytes = encode({ width: 11, height: 9, depth: 16, channels: 1, data }, { interlace: 'Adam7' });
    expect((await (await openPng(bytes)).read()).data).toEqual(data);
  });

  it('refuses interlaced pictures of fewer than 8 bits by name and remedy', async () => {
    const bytes = encode({ width: 8, height: 1, depth: 1, channels: 1, data: Uint8Array.of(170) });
    bytes[28] = 1;
    await expect(openPng(bytes, 'mask.png')).rejects.toThrow(
      '"mask.png" is a PNG interlaced with 1 bits per sample, which cannot be read. Save it without interlacing.',
    );
  });

  it('notices a single flipped bit', async () => {
    const bytes = encode({ width: 8, height: 8, channels: 1, data: new Uint8Array(64).fill(3) });
    bytes[45] = bytes[45]! ^ 4;
    await expect(openPng(bytes)).rejects.toThrow(ImageFormatError);
  });

  it('refuses an index that the palette lacks', async () => {
    const bytes = encode({ width: 1, height: 1, channels: 1, palette: [[1, 2, 3]], data: Uint8Array.of(5) });
    await expect(openPng(bytes)).rejects.toThrow(
      /damaged or truncated PNG \(palette index 5 exceeds the 1 colours\)/,
    );
  });
});

describe('encodePng', () => {
  it('refuses floats and two channels', () => {
    const base = { width: 1, height: 1, colour: 'multichannel' } as const;
    const float: Image = { ...base, channels: 1, bitDepth: 32, data: new Float32Array(1) };
    expect(() => encodePng(float)).toThrow(/not 1 of 32; select channels/);
    const two: Image = { ...base, channels: 2, bitDepth: 8, data: new Uint8Array(2) };
    expect(() => encodePng(two)).toThrow(ImageFormatError);
  });
});
