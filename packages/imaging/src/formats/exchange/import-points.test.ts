import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { encodePng } from '../../codecs/png-encode.js';
import { AnnotationError } from '../../errors.js';
import { buildTiff, type PagePlan } from '../../testing/build-tiff.node.js';
import { encodeRoi } from '../imagej/roi-encode.js';
import { importPoints } from './import-points.js';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = (text: string, name: string) => importPoints(encode(text), name);

describe('importPoints', () => {
  it('recognises a format by its content, whatever the name', async () => {
    const box = '<bndbox><xmin>1</xmin><ymin>1</ymin><xmax>4</xmax><ymax>2</ymax></bndbox>';
    const same = [{ image: 'a', points: [{ x: 2, y: 1 }] }];
    expect(await read('x,y\n1.5,0.5\n', 'a.txt')).toEqual(same);
    expect(await read(`<annotation><object>${box}</object></annotation>`, 'a.txt')).toEqual(same);
    expect(await read('{"type":"Point","coordinates":[2,1]}', 'a.txt')).toEqual(same);
    const coco = {
      images: [{ id: 1, file_name: 'a', width: 9, height: 9 }],
      annotations: [{ image_id: 1, bbox: [0, 0, 4, 2] }],
    };
    expect(await read(JSON.stringify(coco), 'x')).toEqual([{ ...same[0], width: 9, height: 9 }]);
  });

  it('reads tables of several pictures with classes and scores, in the rule they state', async () => {
    const [a, b, c] = await read(
      '# corner-based: the centre of the first pixel is (0.5, 0.5)\nimage,x,y,class,score\na.tif,1,2,"x, ""y""",0.5\nb.tif,,,,\nc.tif,3,4,,\n',
      'points.csv',
    );
    expect(a).toEqual({
      image: 'a.tif',
      points: [{ x: 1, y: 2, class: 'x, "y"', score: 0.5 }],
      classes: [{ name: 'x, "y"' }],
    });
    expect(b).toEqual({ image: 'b.tif', points: [] });
    expect(c).toEqual({ image: 'c.tif', points: [{ x: 3, y: 4 }] });
  });

  it("reads QuPath's tables of points in QuPath's rule, and others in the one asked for", async () => {
    const table = 'x\ty\tclass\tname\tcolor\t\n12.5\t3.0\tTumor\tmine\t-65536\n';
    expect((await read(table, 'slide.tsv'))[0]).toMatchObject({
      image: 'slide',
      points: [{ x: 12.5, y: 3, class: 'Tumor' }],
    });
    const [corner] = await importPoints(encode('x,y\n1,2\n'), 'a.csv', { origin: 'corner' });
    expect(corner!.points).toEqual([{ x: 1, y: 2 }]);
  });

  it('reads label images: the centroid of every label, without gaps', async () => {
    const data = Uint8Array.of(0, 9, 9, 0, 4, 0, 0, 0, 7, 0, 0, 0);
    const bytes = encodePng({ width: 4, height: 3, channels: 1, colour: 'grey', bitDepth: 8, data });
    expect(await importPoints(bytes, 'm.png')).toEqual([
      {
        image: 'm',
        plane: 0,
        width: 4,
        height: 3,
        points: [
          { x: 0.5, y: 1.5 },
          { x: 0.5, y: 2.5 },
          { x: 2, y: 0.5 },
        ],
        labels: { width: 4, height: 3, labels: Uint32Array.of(0, 3, 3, 0, 1, 0, 0, 0, 2, 0, 0, 0) },
      },
    ]);
  });

  it('reads a picture of dots: every pixel is a cell without an outline, also where two touch', async () => {
    const data = new Uint8Array(8 * 6);
    for (const pixel of [9, 10, 21, 38, 44]) data[pixel] = 255;
    const bytes = encodePng({ width: 8, height: 6, channels: 1, colour: 'grey', bitDepth: 8, data });
    const [set] = await importPoints(bytes, 'dots.png');
    const points = [9, 10, 21, 38, 44].map((i) => ({ x: (i % 8) + 0.5, y: Math.floor(i / 8) + 0.5 }));
    expect(set).toEqual({ image: 'dots', plane: 0, width: 8, height: 6, points });
  });

  it('reads each plane of a file of labels', async () => {
    const plane = (...pixels: readonly number[]): PagePlan => {
      const data = new Uint8Array(12);
      for (const [i, pixel] of pixels.entries()) data[pixel] = i + 1;
      // 4 x 3 pixels of 8 bits, black is 0, in one strip (TIFF 6.0, section 8).
      return { tags: { 256: [4], 257: [3], 258: [8], 262: [1], 277: [1], 278: [3] }, blocks: [data] };
    };
    const bytes = buildTiff({ pages: [plane(0, 7), plane(), plane(3, 5, 11)] });
    const sets = await importPoints(bytes, 'a-labels.tif');
    expect(sets.map(({ image, plane, points }) => [image, plane, points.length])).toEqual([
      ['a-labels · page 1', 0, 2],
      ['a-labels · page 2', 1, 0],
      ['a-labels · page 3', 2, 3],
    ]);
  });

  it('reads every file of an archive; selections together are one picture', async () => {
    const roi = (x: number) =>
      encodeRoi({
        type: 'traced',
        left: x,
        top: 0,
        width: 2,
        height: 2,
        points: [
          { x, y: 0 },
          { x: x + 2, y: 0 },
          { x: x + 2, y: 2 },
        ],
      });
    const text = encode('x,y\n1,1\n');
    const files = {
      'sub/0001-0001.roi': roi(0),
      '0001-0003.roi': roi(5),
      'other.csv': text,
      '__MACOSX/._other.csv': text,
    };
    const sets = await importPoints(zipSync(files), 'RoiSet.zip');
    expect(sets.map(({ image, points }) => [image, points.length])).toEqual([
      ['RoiSet', 2],
      ['other', 1],
    ]);
    expect(await importPoints(zipSync({}), 'RoiSet.zip')).toEqual([{ image: 'RoiSet', points: [] }]);
  });

  const noise = Uint8Array.from({ length: 128 * 128 }, (_, i) => (i * 7919) % 251);
  it.each([
    ['an empty file', new Uint8Array(), 'f.roi is empty (0 bytes)'],
    ['a damaged archive', Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0), 'f.roi is a damaged archive'],
    ['damaged gzip', Uint8Array.of(0x1f, 0x8b, 8, 0, 1), 'f.roi is a damaged archive'],
    [
      'cut JSON',
      encode('{"type":"FeatureCollection","features":[{"ty'),
      'f.roi is damaged or cut off: it is no JSON',
    ],
    ['foreign JSON', encode('{"a":1}'), 'f.roi is of no format that cells are read from'],
    ['foreign XML', encode('<svg></svg>'), 'f.roi is of no format that cells are read from'],
    ['foreign bytes', Uint8Array.of(1, 0, 2, 0, 3), 'f.roi is of no format that cells are read from'],
    ['a table without positions', encode('a,b\n1,2\n'), 'f.roi has the columns "a", "b", none of which is x'],
    [
      'an archive with a broken file',
      zipSync({ 'a.json': encode('{') }),
      'f.roi, a.json is damaged or cut off',
    ],
    [
      'a picture of cells',
      encodePng({ width: 128, height: 128, channels: 1, colour: 'grey', bitDepth: 8, data: noise }),
      'it looks like a picture of cells, not like a label image',
    ],
  ])('refuses %s, and names the file', async (_, bytes, message) => {
    await expect(importPoints(bytes, 'f.roi')).rejects.toThrow(AnnotationError);
    await expect(importPoints(bytes, 'f.roi')).rejects.toThrow(message);
  });
});
