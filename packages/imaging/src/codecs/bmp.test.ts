import { describe, expect, it } from 'vitest';
import { ImageFormatError } from '../errors.js';
import { openBmp } from './bmp.js';

interface BmpPlan {
  readonly width: number;
  /** Negative for rows from the top down. */
  readonly height: number;
  readonly bits: number;
  readonly pixels: readonly number[];
  readonly palette?: readonly number[];
  readonly masks?: readonly number[];
  readonly compression?: number;
}

function buildBmp({
  width,
  height,
  bits,
  pixels,
  palette = [],
  masks = [],
  compression = 0,
}: BmpPlan): Uint8Array {
  const extra = [...masks.flatMap((mask) => [...new Uint8Array(Uint32Array.of(mask).buffer)]), ...palette];
  const view = new DataView(new ArrayBuffer(54 + extra.length + pixels.length));
  view.setUint16(0, 0x424d);
  view.setUint32(10, 54 + extra.length, true);
  view.setUint32(14, 40, true);
  view.setInt32(18, width, true);
  view.setInt32(22, height, true);
  view.setUint16(28, bits, true);
  view.setUint32(30, compression, true);
  view.setUint32(46, palette.length / 4, true);
  const bytes = new Uint8Array(view.buffer);
  bytes.set(extra, 54);
  bytes.set(pixels, 54 + extra.length);
  return bytes;
}

const greys = [0, 0, 0, 0, 100, 100, 100, 0, 255, 255, 255, 0];

async function read(plan: BmpPlan) {
  return (await openBmp(buildBmp(plan))).read();
}

describe('openBmp', () => {
  it('reads 24 bit colour from the bottom up, past the padding of rows', async () => {
    const pixels = [1, 2, 3, 0, 4, 5, 6, 0];
    const image = await read({ width: 1, height: 2, bits: 24, pixels });
    expect(image).toMatchObject({ width: 1, height: 2, channels: 3, colour: 'rgb', bitDepth: 8 });
    expect([...image.data]).toEqual([6, 3, 5, 2, 4, 1]);
  });

  it('reads rows from the top down where the height is negative', async () => {
    const image = await read({ width: 1, height: -2, bits: 24, pixels: [1, 2, 3, 0, 4, 5, 6, 0] });
    expect([...image.data]).toEqual([3, 6, 2, 5, 1, 4]);
  });

  it('gives one channel for 8 bit pictures in greys, by the palette', async () => {
    const image = await read({ width: 3, height: 1, bits: 8, palette: greys, pixels: [2, 0, 1, 0] });
    expect(image).toMatchObject({ channels: 1, colour: 'grey' });
    expect([...image.data]).toEqual([255, 0, 100]);
  });

  it.each([
    [1, [0b01000000, 0, 0, 0], [0, 100, 0]],
    [4, [0x21, 0x00, 0, 0], [255, 100, 0]],
  ])('reads %i bit indices', async (bits, pixels, expected) => {
    expect([...(await read({ width: 3, height: 1, bits, palette: greys, pixels })).data]).toEqual(expected);
  });

  it('gives colours where the palette has any', async () => {
    const palette = [1, 2, 3, 0, 4, 4, 4, 0];
    const image = await read({ width: 2, height: 1, bits: 8, palette, pixels: [0, 1, 0, 0] });
    expect([...image.data]).toEqual([3, 4, 2, 4, 1, 4]);
  });

  it('drops the fourth byte of 32 bit pixels', async () => {
    expect([...(await read({ width: 1, height: 1, bits: 32, pixels: [1, 2, 3, 99] })).data]).toEqual([
      3, 2, 1,
    ]);
  });

  it('follows colour masks, and stretches five bits to eight', async () => {
    const masks = [0xf800, 0x07e0, 0x001f];
    const image = await read({
      width: 1,
      height: 1,
      bits: 16,
      compression: 3,
      masks,
      pixels: [0xff, 0x07, 0, 0],
    });
    expect([...image.data]).toEqual([0, 255, 255]);
    const plain = await read({ width: 1, height: 1, bits: 16, pixels: [0x00, 0x7c, 0, 0] });
    expect([...plain.data]).toEqual([255, 0, 0]);
  });

  it.each([
    [
      'run lengths',
      { compression: 1, palette: greys },
      /with compression method 1, which cannot be read\. Save it/,
    ],
    ['missing pixels', { width: 50 }, /damaged or truncated BMP \(its 50 x 1 pixels need more bytes/],
    ['no height', { height: 0 }, /a size of 1 x 0/],
    ['an index without colour', { palette: [0, 0, 0, 0], pixels: [3, 0, 0, 0] }, /palette index 3 exceeds/],
    ['an odd depth', { bits: 7 }, /7 bits per pixel/],
  ])('refuses %s', async (_, change, message) => {
    const bytes = buildBmp({ width: 1, height: 1, bits: 8, pixels: [0, 0, 0, 0], ...change });
    await expect(openBmp(bytes, 'a.bmp')).rejects.toThrow(message);
    await expect(openBmp(bytes)).rejects.toThrow(ImageFormatError);
  });

  it('refuses a header without a body', async () => {
    await expect(openBmp(Uint8Array.of(0x42, 0x4d, 0, 0))).rejects.toThrow(/no header/);
  });
});
