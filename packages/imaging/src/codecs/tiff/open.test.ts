import { deflateSync } from 'node:zlib';
import { encode as encodeJpeg } from 'jpeg-js';
import { describe, expect, it } from 'vitest';
import { ImageFormatError, SelectionError } from '../../errors.js';
import { buildTiff, type PagePlan, type TagValue } from '../../testing/build-tiff.node.js';
import { openTiff } from './open.js';
import { TAG } from './tags.js';

type Tags = Record<number, TagValue>;

/** A page of one strip. */
function strip(
  width: number,
  height: number,
  bytes: Uint8Array | readonly number[],
  tags: Tags = {},
): PagePlan {
  const base: Tags = {
    [TAG.width]: [width],
    [TAG.height]: [height],
    [TAG.bitsPerSample]: [8],
    [TAG.photometric]: [1],
  };
  return { tags: { ...base, ...tags }, blocks: [Uint8Array.from(bytes)] };
}

async function read(...pages: PagePlan[]) {
  return (await openTiff(buildTiff({ pages }), 'cells.tif')).read();
}

describe('openTiff, samples', () => {
  it.each([
    [1, [0b10100000], [255, 0, 255]],
    [2, [0b00011000], [0, 85, 170]],
    [4, [0x0f, 0x80], [0, 255, 136]],
  ])('stretches %i bits over 0 to 255', async (bits, bytes, expected) => {
    const image = await read(strip(3, 1, bytes, { [TAG.bitsPerSample]: [bits] }));
    expect(image).toMatchObject({ bitDepth: 8, colour: 'grey' });
    expect([...image.data]).toEqual(expected);
  });

  it('gives 12 bits as they are, packed or in 16', async () => {
    const packed = await read(strip(2, 1, [0xab, 0xcf, 0xff], { [TAG.bitsPerSample]: [12] }));
    expect(packed.data).toEqual(Uint16Array.of(0xabc, 0xfff));
    const wide = await read(strip(2, 1, [0xbc, 0x0a, 0xff, 0x0f], { [TAG.bitsPerSample]: [16] }));
    expect(wide.data).toEqual(Uint16Array.of(0xabc, 0xfff));
  });

  const value = (bytes: number, write: (view: DataView) => void) => {
    const view = new DataView(new ArrayBuffer(bytes));
    write(view);
    return new Uint8Array(view.buffer);
  };

  it.each<[string, number, number, Uint8Array, number]>([
    ['signed 8', 8, 2, value(1, (v) => v.setInt8(0, -5)), -5],
    ['signed 16', 16, 2, value(2, (v) => v.setInt16(0, -3000, true)), -3000],
    ['unsigned 32', 32, 1, value(4, (v) => v.setUint32(0, 4e9, true)), 4e9],
    ['signed 64', 64, 2, value(8, (v) => v.setBigInt64(0, -77n, true)), -77],
    ['half', 16, 3, value(2, (v) => v.setUint16(0, 0xc100, true)), -2.5],
    ['float', 32, 3, value(4, (v) => v.setFloat32(0, 0.1, true)), Math.fround(0.1)],
    ['double', 64, 3, value(8, (v) => v.setFloat64(0, 0.25, true)), 0.25],
  ])('gives %s as 32 bit float', async (_, bits, format, bytes, expected) => {
    const image = await read(
      strip(1, 1, bytes, { [TAG.bitsPerSample]: [bits], [TAG.sampleFormat]: [format] }),
    );
    expect(image).toMatchObject({ bitDepth: 32, data: Float32Array.of(expected) });
  });

  it.each([
    [false, false],
    [false, true],
    [true, true],
  ])('follows byte order and BigTIFF (little-endian %s, big %s)', async (littleEndian, big) => {
    const bytes = littleEndian ? [0x34, 0x12] : [0x12, 0x34];
    const page = strip(1, 1, bytes, { [TAG.bitsPerSample]: [16] });
    const image = await (await openTiff(buildTiff({ pages: [page], littleEndian, big }))).read();
    expect(image.data).toEqual(Uint16Array.of(0x1234));
  });

  it('turns "white is zero" and reversed bits round', async () => {
    expect([...(await read(strip(2, 1, [0, 55], { [TAG.photometric]: [0] }))).data]).toEqual([255, 200]);
    expect([...(await read(strip(1, 1, [0b00000011], { [TAG.fillOrder]: [2] }))).data]).toEqual([0b11000000]);
  });
});

describe('openTiff, colours', () => {
  const rgb = { [TAG.photometric]: [2], [TAG.samplesPerPixel]: [3], [TAG.bitsPerSample]: [8, 8, 8] };

  it('takes pixels apart into channels', async () => {
    const image = await read(strip(2, 1, [1, 2, 3, 4, 5, 6], rgb));
    expect(image).toMatchObject({ channels: 3, colour: 'rgb' });
    expect([...image.data]).toEqual([1, 4, 2, 5, 3, 6]);
  });

  it('reads separate planes', async () => {
    const page = strip(2, 1, [], { ...rgb, [TAG.planarConfiguration]: [2] });
    const blocks = [Uint8Array.of(1, 4), Uint8Array.of(2, 5), Uint8Array.of(3, 6)];
    expect([...(await read({ ...page, blocks })).data]).toEqual([1, 4, 2, 5, 3, 6]);
  });

  it('drops alpha and keeps other samples', async () => {
    const four = { [TAG.samplesPerPixel]: [4], [TAG.bitsPerSample]: [8, 8, 8, 8] };
    const alpha = await read(strip(1, 1, [1, 2, 3, 4], { ...rgb, ...four, [TAG.extraSamples]: [2] }));
    expect(alpha).toMatchObject({ channels: 3, colour: 'rgb' });
    const stains = await read(strip(1, 1, [1, 2, 3, 4], { ...four, [TAG.extraSamples]: [0, 0, 0] }));
    expect(stains).toMatchObject({ channels: 4, colour: 'multichannel', data: Uint8Array.of(1, 2, 3, 4) });
    const greyAlpha = { [TAG.samplesPerPixel]: [2], [TAG.bitsPerSample]: [8, 8], [TAG.extraSamples]: [1] };
    expect(await read(strip(1, 1, [9, 255], greyAlpha))).toMatchObject({
      channels: 1,
      data: Uint8Array.of(9),
    });
  });

  const indexed = { [TAG.photometric]: [3], [TAG.bitsPerSample]: [4] };

  it('looks colours up, as 8 or 16 bits, or as grey', async () => {
    const red = Array.from({ length: 48 }, (_, i) => (i === 1 ? 257 * 200 : 0));
    const image = await read(strip(2, 1, [0x01], { ...indexed, [TAG.colourMap]: red }));
    expect(image).toMatchObject({ channels: 3, colour: 'rgb', bitDepth: 8 });
    expect([...image.data]).toEqual([0, 200, 0, 0, 0, 0]);
    const deep = await read(strip(2, 1, [0x01], { ...indexed, [TAG.colourMap]: red.map((v) => v && 1001) }));
    expect(deep).toMatchObject({ bitDepth: 16, data: Uint16Array.of(0, 1001, 0, 0, 0, 0) });
    const grey = Array.from({ length: 48 }, (_, i) => (i % 16) * 257 * 17);
    expect(await read(strip(2, 1, [0x3f], { ...indexed, [TAG.colourMap]: grey }))).toMatchObject({
      channels: 1,
      data: Uint8Array.of(51, 255),
    });
  });

  it('takes the colour map of an ImageJ file for a display table', async () => {
    const green = Array.from({ length: 768 }, (_, i) => (i >= 256 && i < 512 ? (i - 256) * 257 : 0));
    const tags = {
      [TAG.photometric]: [3],
      [TAG.colourMap]: green,
      [TAG.description]: 'ImageJ=1.53k\nimages=1\n',
    };
    expect(await read(strip(2, 1, [7, 200], tags))).toMatchObject({
      colour: 'grey',
      data: Uint8Array.of(7, 200),
    });
  });

  it('converts YCbCr, with chroma for every 2 x 2 pixels', async () => {
    const ycbcr = { ...rgb, [TAG.photometric]: [6] };
    const image = await read(strip(2, 2, [50, 100, 150, 200, 128, 128], ycbcr));
    expect([...image.data]).toEqual([50, 100, 150, 200, 50, 100, 150, 200, 50, 100, 150, 200]);
    const red = await read(strip(1, 1, [76, 85, 255], { ...ycbcr, [TAG.yCbCrSubsampling]: [1, 1] }));
    expect([...red.data]).toEqual([254, 0, 0]);
  });
});

describe('openTiff, blocks', () => {
  const tiles = (blocks: Uint8Array[], compression: number): PagePlan => ({
    ...strip(5, 3, [], {
      [TAG.compression]: [compression],
      [TAG.tileWidth]: [4],
      [TAG.tileHeight]: [2],
    }),
    blocks,
    tiled: true,
  });
  const tile = (value: number) => Uint8Array.from(deflateSync(new Uint8Array(8).fill(value)));
  const garbage = Uint8Array.of(1, 2, 3);

  it('puts tiles together and leaves out their margins', async () => {
    const image = await read(tiles([1, 2, 3, 4].map(tile), 8));
    expect([...image.data]).toEqual([1, 1, 1, 1, 2, 1, 1, 1, 1, 2, 3, 3, 3, 3, 4]);
  });

  it('decodes only the tiles that a region touches', async () => {
    const source = await openTiff(buildTiff({ pages: [tiles([garbage, tile(2), garbage, tile(4)], 8)] }));
    const part = await source.read({ region: { x: 4, y: 1, width: 1, height: 2 } });
    expect([...part.data]).toEqual([2, 4]);
    const whole = source.read();
    await expect(whole).rejects.toThrow(ImageFormatError);
    await expect(whole).rejects.toThrow(/damaged or truncated TIFF/);
  });

  it('reads blocks that were left out as zero', async () => {
    const image = await read(tiles([tile(1), new Uint8Array(), tile(3), new Uint8Array()], 8));
    expect([...image.data]).toEqual([1, 1, 1, 1, 0, 1, 1, 1, 1, 0, 3, 3, 3, 3, 0]);
  });

  it('undoes prediction, and reads a short last strip', async () => {
    const tags = { [TAG.compression]: [8], [TAG.predictor]: [2], [TAG.rowsPerStrip]: [2] };
    const packed = (bytes: number[]) => Uint8Array.from(deflateSync(Uint8Array.from(bytes)));
    const blocks = [packed([1, 1, 5, 1]), packed([9, 1])];
    expect([...(await read({ ...strip(2, 3, [], tags), blocks })).data]).toEqual([1, 2, 5, 6, 9, 10]);
  });

  it('reads PackBits', async () => {
    const tags = { [TAG.compression]: [32773] };
    expect([...(await read(strip(4, 1, [0xfe, 7, 0, 9], tags))).data]).toEqual([7, 7, 7, 9]);
  });

  it('reads Zstandard, and gives up on damaged frames', async () => {
    const tags = { [TAG.compression]: [50000] };
    // A frame of one raw block (RFC 8878): magic number, size 4, last block of 4 bytes.
    const frame = [0x28, 0xb5, 0x2f, 0xfd, 0x20, 4, 0x21, 0, 0, 7, 8, 9, 10];
    expect([...(await read(strip(4, 1, frame, tags))).data]).toEqual([7, 8, 9, 10]);
    await expect(read(strip(4, 1, frame.slice(0, 9), tags))).rejects.toThrow(ImageFormatError);
  });

  it('reads JPEG in YCbCr', async () => {
    const pixels = new Uint8Array(16 * 16 * 4).map((_, i) => [200, 100, 50, 255][i % 4]!);
    const { data } = encodeJpeg({ width: 16, height: 16, data: pixels }, 100);
    const tags = { [TAG.photometric]: [6], [TAG.samplesPerPixel]: [3], [TAG.bitsPerSample]: [8, 8, 8] };
    const image = await read(strip(16, 16, data, { ...tags, [TAG.compression]: [7] }));
    expect(image).toMatchObject({ channels: 3, colour: 'rgb' });
    for (const [c, expected] of [200, 100, 50].entries()) {
      expect(Math.abs(image.data[c * 256 + 100]! - expected)).toBeLessThanOrEqual(2);
    }
  });

  it.each([
    [6, 'old-style JPEG compression \\(6\\)'],
    [33005, 'JPEG 2000 compression \\(33005, Aperio RGB\\)'],
    [4, 'CCITT fax compression'],
    [999, 'compression number 999'],
  ])('names compression %i, which it cannot read, and a remedy', async (compression, words) => {
    const reading = read(strip(1, 1, [1], { [TAG.compression]: [compression] }));
    await expect(reading).rejects.toThrow(ImageFormatError);
    await expect(reading).rejects.toThrow(new RegExp(`"cells\\.tif" is a TIFF with ${words}.*Convert it`));
  });

  it.each<[string, Tags, RegExp]>([
    [
      'CMYK',
      { [TAG.photometric]: [5] },
      /in the colour space CMYK, which cannot be read\. Convert it to grey or RGB/,
    ],
    [
      'mixed depths',
      { [TAG.samplesPerPixel]: [3], [TAG.bitsPerSample]: [5, 6, 5] },
      /mixed samples of 5, 6, 5 bits/,
    ],
    [
      'complex numbers',
      { [TAG.bitsPerSample]: [64], [TAG.sampleFormat]: [6] },
      /unsigned samples of 64 bits/,
    ],
    ['no size', { [TAG.width]: [0] }, /a size of 0 x 1/],
    ['too few strips', { [TAG.height]: [9], [TAG.rowsPerStrip]: [1] }, /1 of 9 strips or tiles are there/],
  ])('refuses %s', async (_, tags, message) => {
    const opening = openTiff(buildTiff({ pages: [strip(1, 1, [1], tags)] }), 'x.tif');
    await expect(opening).rejects.toThrow(ImageFormatError);
    await expect(opening).rejects.toThrow(message);
  });
});

describe('openTiff, pages and axes', () => {
  const page = (value: number, tags: Tags = {}) => strip(1, 1, [value], tags);

  it('numbers the pages of a file without axes, and hides smaller copies', async () => {
    const source = await openTiff(
      buildTiff({ pages: [page(1), page(9, { [TAG.subfileType]: [1] }), page(3)] }),
    );
    expect(source).toMatchObject({ pages: 2, depth: 1, times: 1, channels: 1 });
    expect([...(await source.read({ page: 1 })).data]).toEqual([3]);
    await expect(source.read({ page: 2 })).rejects.toThrow(SelectionError);
  });

  it('lets pages differ in size', async () => {
    const source = await openTiff(buildTiff({ pages: [page(1), strip(2, 1, [5, 6])] }));
    expect(await source.read({ page: 1 })).toMatchObject({ width: 2, height: 1, data: Uint8Array.of(5, 6) });
  });

  const hyperstack = { [TAG.description]: 'ImageJ=1.53k\nimages=4\nchannels=2\nslices=2\nunit=micron\n' };

  it('reads ImageJ hyperstacks and projects their focal planes', async () => {
    const source = await openTiff(buildTiff({ pages: [page(1, hyperstack), page(20), page(3), page(4)] }));
    expect(source).toMatchObject({ channels: 2, depth: 2, times: 1, pages: 1, colour: 'multichannel' });
    expect([...(await source.read({ z: 1 })).data]).toEqual([3, 4]);
    expect([...(await source.read({ z: 'max' })).data]).toEqual([3, 20]);
    expect(await source.read({ channels: [1] })).toMatchObject({ colour: 'grey', data: Uint8Array.of(20) });
    await expect(source.read({ z: 2 })).rejects.toThrow('the picture has 2 focal planes, numbers 0 to 1');
  });

  it('finds the planes of an ImageJ file that has one directory for all', async () => {
    const one = { ...page(1, hyperstack), blocks: [Uint8Array.of(1, 20, 3, 4)] };
    const source = await openTiff(buildTiff({ pages: [one] }));
    expect(source).toMatchObject({ channels: 2, depth: 2 });
    expect([...(await source.read({ z: 1 })).data]).toEqual([3, 4]);
  });

  it('falls back on pages where ImageJ promises more than there is', async () => {
    const source = await openTiff(buildTiff({ pages: [page(1, hyperstack), page(2), page(3)] }));
    expect(source).toMatchObject({ pages: 3, depth: 1, channels: 1 });
  });

  const ome = (pixels: string) => ({
    [TAG.description]: `<?xml version="1.0"?><OME><Image>${pixels}</Image></OME>`,
  });

  it('reads OME-TIFF by its dimension order', async () => {
    const xml =
      '<Pixels DimensionOrder="XYZCT" SizeC="2" SizeZ="2" SizeT="1" PhysicalSizeX="0.5" PhysicalSizeY="0.5"/>';
    const source = await openTiff(buildTiff({ pages: [page(1, ome(xml)), page(2), page(3), page(4)] }));
    expect(source).toMatchObject({ channels: 2, depth: 2, pixelSize: { x: 0.5, y: 0.5, source: 'ome-xml' } });
    expect([...(await source.read()).data]).toEqual([1, 3]);
  });

  it('stays with pages where OME-XML is broken or does not fit', async () => {
    for (const description of ['<OME><Image', ...Object.values(ome('<Pixels SizeZ="7"/>'))]) {
      const source = await openTiff(
        buildTiff({ pages: [page(1, { [TAG.description]: description }), page(2)] }),
      );
      expect(source).toMatchObject({ pages: 2, depth: 1 });
    }
  });

  it('names the companion of a partial OME-TIFF when more is asked than is there', async () => {
    const description = '<OME><BinaryOnly MetadataFile="set.companion.ome"/></OME>';
    const source = await openTiff(buildTiff({ pages: [page(8, { [TAG.description]: description })] }));
    expect([...(await source.read()).data]).toEqual([8]);
    await expect(source.read({ z: 3 })).rejects.toThrow(/axes are described in "set\.companion\.ome"/);
  });

  it('shows the slide of an Aperio file, without its label and thumbnail', async () => {
    const description = 'Aperio Image Library v11\n1x1|MPP = 0.25|';
    const source = await openTiff(
      buildTiff({ pages: [page(1, { [TAG.description]: description }), page(2)] }),
    );
    expect(source).toMatchObject({ pages: 1, pixelSize: { x: 0.25, y: 0.25, source: 'aperio' } });
  });
});
