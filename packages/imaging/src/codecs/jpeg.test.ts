import { encode } from 'jpeg-js';
import { describe, expect, it } from 'vitest';
import { ImageFormatError } from '../errors.js';
import { openJpeg } from './jpeg.js';

/** 16 x 8 pixels of grey `10 y + 5 x`, one component, quality 95, written by libjpeg; its own decoder gives `10 y + 5 x`. */
const grey = Uint8Array.from(
  Buffer.from(
    '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAIBAQEBAQIBAQECAgICAgQDAgICAgUEBAMEBgUGBgYFBgYGBwkIBgcJBwYGCAsICQoKCgoKBggLDAs' +
      'KDAkKCgr/wAALCAAIABABAREA/8QAHwAAAQUBAQEBAQEAAAAAAAAAAAECAwQFBgcICQoL/8QAtRAAAgEDAwIEAwUFBAQAAAF9AQIDAAQRBRIhMU' +
      'EGE1FhByJxFDKBkaEII0KxwRVS0fAkM2JyggkKFhcYGRolJicoKSo0NTY3ODk6Q0RFRkdISUpTVFVWV1hZWmNkZWZnaGlqc3R1dnd4eXqDhIWGh4i' +
      'JipKTlJWWl5iZmqKjpKWmp6ipqrKztLW2t7i5usLDxMXGx8jJytLT1NXW19jZ2uHi4+Tl5ufo6erx8vP09fb3+Pn6/9oACAEBAAA/APzR+En7JP8A' +
      'qv8AiWen8FfUHwk/ZJ/1X/Es9P4K/9k=',
    'base64',
  ),
);

/** A frame header with so many components, as far as the survey reads it. */
function header(marker: number, precision: number, components: number): Uint8Array {
  const frame = [0xff, marker, 0, 8 + 3 * components, precision, 0, 8, 0, 8, components];
  return Uint8Array.from([0xff, 0xd8, ...frame, ...new Array<number>(3 * components).fill(1), 0xff, 0xd9]);
}

describe('openJpeg', () => {
  it('keeps grey one channel', async () => {
    const image = await (await openJpeg(grey)).read();
    expect(image).toMatchObject({ width: 16, height: 8, channels: 1, colour: 'grey', bitDepth: 8 });
    const errors = Array.from(image.data, (value, i) =>
      Math.abs(value - 5 * (i % 16) - 10 * Math.floor(i / 16)),
    );
    expect(Math.max(...errors)).toBeLessThanOrEqual(2);
  });

  it('gives colour as RGB', async () => {
    const pixels = new Uint8Array(8 * 8 * 4).map((_, i) => [250, 120, 10, 255][i % 4]!);
    const image = await (
      await openJpeg(new Uint8Array(encode({ width: 8, height: 8, data: pixels }, 100).data))
    ).read();
    expect(image).toMatchObject({ channels: 3, colour: 'rgb' });
    for (const [c, expected] of [250, 120, 10].entries()) {
      expect(Math.abs(image.data[c * 64]! - expected)).toBeLessThanOrEqual(2);
    }
  });

  it.each([
    [
      'CMYK',
      header(0xc0, 8, 4),
      /is a JPEG in CMYK \(four printing inks\), which cannot be read\. Convert it to RGB\./,
    ],
    ['12 bits', header(0xc1, 12, 1), /with 12 bits per sample/],
    ['lossless', header(0xc3, 8, 1), /with lossless or arithmetic coding/],
    ['no frame', Uint8Array.of(0xff, 0xd8, 0xff, 0xd9), /no frame header/],
    ['no end', grey.subarray(0, grey.length - 30), /it stops before its end marker/],
    ['no scan', header(0xc0, 8, 1), /damaged or truncated JPEG/],
  ])('refuses %s', async (_, bytes, message) => {
    const opening = openJpeg(bytes, 'a.jpg');
    await expect(opening).rejects.toThrow(ImageFormatError);
    await expect(opening).rejects.toThrow(message);
  });
});
