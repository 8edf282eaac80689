import {
  encodePng,
  importPoints,
  labelObjects,
  openImage,
  outlineArea,
  readLabelImage,
  traceOutlines,
} from '@celltally/imaging';
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { ExportKind, PictureToExport } from '../work/exchange.js';
import { packOutline } from '../work/outline.js';
import { exportFile, importFile } from './exchange.js';

/** An L of five pixels, a ring around a hole, and a point. */
const cells: PictureToExport['cells'] = [
  { x: 3.1, y: 3.7, class: 'a', score: 0.5, outline: packOutline([2, 2, 3, 3, 2, 3, 4, 2, 5]) },
  { x: 11.5, y: 6.5, class: 'b', outline: packOutline([5, 10, 13, 6, 10, 11, 6, 12, 13, 7, 10, 13]) },
  { x: 18.25, y: 14.5, class: 'a' },
];
const picture: PictureToExport = { name: 'sub/p.tif', file: 'f', plane: {}, width: 24, height: 20, cells };
const classes = [
  { name: 'a', colour: [1, 2, 3] as const },
  { name: 'b', colour: [4, 5, 6] as const },
];
const save = (kind: ExportKind, pictures: readonly PictureToExport[] = [picture]) =>
  exportFile({ kinds: [kind], pictures, classes, counts: [] }, async () => {
    throw new Error('no picture is read for this');
  });

describe('export', () => {
  it.each([
    ['labelsPng', 'sub_p-labels.png'],
    ['labelsTiff', 'sub_p-labels.tif'],
  ] as const)('as %s has the pixels of outlined cells', async (kind, name) => {
    const saved = await save(kind);
    expect(saved.name).toBe(name);
    const image = await (await openImage(saved.bytes, { name })).read();
    const { annotation } = readLabelImage(image, { marks: 'unique-labels' });
    const [first, second, third] = labelObjects(annotation);
    expect([first!.area, second!.area]).toEqual([5, 8]);
    expect([second!.x, second!.y]).toEqual([11.5, 6.5]);
    expect(traceOutlines(annotation).get(2)!.length).toBe(2);
    expect(third!.area).toBeGreaterThan(30);
  });

  it.each([['roiset'], ['geojson']] as const)(
    'as %s has their outlines, and points elsewhere',
    async (kind) => {
      const { name, bytes } = await save(kind);
      const [set] = await importPoints(bytes, name);
      const areas = set!.points.map(({ class: own, outline }) => [own, outline && outlineArea(outline)]);
      expect(areas.sort()).toEqual([
        ['a', undefined],
        ['a', 5],
        ['b', 8],
      ]);
    },
  );

  it('as coco has their areas and masks', async () => {
    const { annotations } = JSON.parse(new TextDecoder().decode((await save('coco')).bytes)) as {
      readonly annotations: readonly { readonly area: number; readonly segmentation?: unknown }[];
    };
    expect(annotations.slice(0, 2).map(({ area }) => area)).toEqual([5, 8]);
    expect(annotations.map(({ segmentation }) => segmentation !== undefined)).toEqual([true, true, false]);
  });

  it('as a table has their positions alone', async () => {
    const text = new TextDecoder().decode((await save('csv')).bytes);
    expect(text.trim().split('\n').slice(1)).toEqual([
      'image,x,y,class,score',
      'sub/p.tif,3.1,3.7,a,0.5',
      'sub/p.tif,11.5,6.5,b,',
      'sub/p.tif,18.25,14.5,a,',
    ]);
  });

  it('of more cells than a PNG has labels is a TIFF; of several pictures, a zip file', async () => {
    const many = Array.from({ length: 65_600 }, (_, i) => ({
      ...{ x: (i % 300) + 0.5, y: Math.floor(i / 300) + 0.5, class: 'a' },
      outline: packOutline([Math.floor(i / 300), i % 300, (i % 300) + 1]),
    }));
    const large: PictureToExport = { ...picture, name: 'large.tif', width: 300, height: 220, cells: many };
    const { bytes } = await save('labelsPng', [picture, large]);
    const files = unzipSync(bytes);
    expect(Object.keys(files)).toEqual(['sub_p-labels.png', 'large-labels.tif']);
    const { data } = await (await openImage(files['large-labels.tif']!, { name: 'large.tif' })).read();
    expect(data[65_599]).toBe(65_600);
  });
});

describe('import', () => {
  it.each([
    ['labelsPng', [0, 1]],
    ['labelsTiff', [0, 1]],
    ['roiset', [0, 1]],
    ['geojson', [0, 1]],
  ] as const)('of what was exported as %s gives the pixels of outlined cells again', async (kind, kept) => {
    const { name, bytes } = await save(kind);
    const [set] = await importFile(name, bytes);
    const found = set!.cells.map(({ outline }) => outline);
    for (const i of kept) expect(found).toContain(cells[i]!.outline);
    expect(set!.size).toEqual(kind.startsWith('labels') ? { width: 24, height: 20 } : undefined);
    expect(set!.cells.length).toBe(3);
  });

  it('of a mask takes what hangs together for a cell, at its centroid', async () => {
    const data = new Uint8Array(12 * 10);
    for (let y = 2; y < 6; y++) data.fill(255, 12 * y + 1, 12 * y + 4);
    data.fill(255, 12 * 8 + 7, 12 * 8 + 10);
    const image = { width: 12, height: 10, channels: 1, colour: 'grey', bitDepth: 8, data } as const;
    const [set] = await importFile('a_mask.png', encodePng(image));
    expect(set).toEqual({
      image: 'a_mask',
      plane: 0,
      size: { width: 12, height: 10 },
      cells: [
        { x: 2.5, y: 4, outline: packOutline([2, 1, 4, 3, 1, 4, 4, 1, 4, 5, 1, 4]) },
        { x: 8.5, y: 8.5, outline: packOutline([8, 7, 10]) },
      ],
      classes: [],
    });
  });

  it('refuses a picture of cells', async () => {
    const data = Uint8Array.from({ length: 128 * 128 }, (_, i) => (i * 7919) % 251);
    const image = { width: 128, height: 128, channels: 1, colour: 'grey', bitDepth: 8, data } as const;
    await expect(importFile('a_mask.png', encodePng(image))).rejects.toThrow('looks like a picture of cells');
  });
});
