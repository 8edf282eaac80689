import { encode as encodeJpeg } from 'jpeg-js';
import { describe, expect, it } from 'vitest';
import { ImageFormatError } from '../errors.js';
import { matrix } from '../testing/images.node.js';
import { failedDecoding } from './failures.js';
import { openImage } from './open.js';
import { encodePng } from './png-encode.js';
import { readWholeFile } from './whole-file.js';

/** A file whose header states another size. */
function stating(bytes: Uint8Array, write: (view: DataView) => void): Uint8Array {
  const changed = bytes.slice();
  write(new DataView(changed.buffer));
  return changed;
}

const png = stating(encodePng(matrix([[1, 2]])), (view) => {
  view.setUint32(16, 40_000);
  view.setUint32(20, 50_000);
});
const whole = new Uint8Array(encodeJpeg({ width: 8, height: 8, data: new Uint8Array(256) }, 90).data);
const frame = whole.findIndex((byte, i) => byte === 0xff && whole[i + 1] === 0xc0);
const jpeg = stating(whole, (view) => {
  view.setUint16(frame + 5, 65_000);
  view.setUint16(frame + 7, 60_000);
});

describe('formats that are decoded whole', () => {
  it.each([
    [
      'png',
      png,
      /"huge" is a PNG of 40000 x 50000 pixels in 1 channel, but .* decoded whole, up to 1,073,741,824/,
    ],
    ['jpeg', jpeg, /"huge" is a JPEG of 60000 x 65000 pixels in 3 channels, .* decoded whole/],
  ])('refuse a huge %s by its header, with a remedy', async (_, bytes, message) => {
    const opening = openImage(bytes, { name: 'huge' });
    await expect(opening).rejects.toThrow(ImageFormatError);
    await expect(opening).rejects.toThrow(message);
    await expect(opening).rejects.toThrow(/Save it as a TIFF in tiles/);
  });

  it('refuse a file that could not be read at once, without reading it', async () => {
    const source = { size: 3e9, read: () => Promise.reject(new Error('was read')) };
    await expect(readWholeFile(source, 'bmp', 'huge.bmp')).rejects.toThrow(
      /"huge\.bmp" is a BMP of 3\.0 GB, but such a file is read whole, up to 2 GB\. Save it as a TIFF/,
    );
  });

  it('tell a lack of memory from a damaged file', () => {
    const [full, long] = ['Array buffer allocation failed', 'Invalid typed array length: 9e12'];
    for (const message of [full, long]) {
      expect(failedDecoding('tiff', 'a.tif', new RangeError(message)).message).toMatch(
        /"a\.tif" is a TIFF that needs more memory at once than there is\. Save it/,
      );
    }
    expect(failedDecoding('tiff', 'a.tif', new RangeError('offset')).message).toMatch(/damaged/);
    const known = new ImageFormatError('known');
    expect(failedDecoding('tiff', 'a.tif', known)).toBe(known);
  });
});
