import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { importPoints } from '../exchange/import-points.js';
import type { PointSet } from '../exchange/point-set.js';
import { decodeRoi } from './roi-decode.js';
import { encodeRoi } from './roi-encode.js';
import { writeRoiSets, writeRois } from './roi-files.js';

const many: PointSet = {
  image: 'slide.tif',
  points: Array.from({ length: 70_000 }, (_, i) => ({
    x: i % 300,
    y: i / 300,
    class: i % 10 === 0 ? 'b' : 'a',
  })),
};
const tally = (points: PointSet['points']) => {
  const counts: Record<string, number> = {};
  for (const { class: name = '' } of points) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
};

describe('writeRois', () => {
  it('takes half a pixel off, and makes a counter of every class, with name and colour', async () => {
    const points = [
      { x: 0.5, y: 2, class: 'b' },
      { x: 7, y: 9 },
      { x: 1, y: 1, class: 'a' },
    ];
    const set: PointSet = { image: 'a.tif', points, classes: [{ name: 'a', colour: [1, 2, 3] }] };
    const [file] = writeRois([set]);
    expect(file!.path).toBe('a.roi');
    const roi = decodeRoi(file!.bytes);
    expect(roi).toMatchObject({ type: 'point', counters: [1, 2, 0], name: 'a' });
    expect(roi.points[0]).toEqual({ x: 0, y: 1.5 });
    const [read] = await importPoints(file!.bytes, 'other.roi');
    expect(read).toMatchObject({ image: 'a.tif', points });
    expect(read!.classes![0]).toEqual({ name: 'a', colour: [1, 2, 3] });
  });

  it('becomes a set where ImageJ would drop the counters', async () => {
    const [file] = writeRois([many]);
    expect(file!.path).toBe('slide.zip');
    expect(Object.keys(unzipSync(file!.bytes)).sort()).toEqual(['a.roi', 'b.roi']);
    const [read] = await importPoints(file!.bytes, 'slide.zip');
    expect(tally(read!.points)).toEqual({ a: 63_000, b: 7000 });
    const classes = Array.from({ length: 101 }, (_, i) => ({ x: i, y: 0, class: `c${i}` }));
    expect(writeRois([{ image: 'a', points: classes }])[0]!.path).toBe('a.zip');
  });

  it('keeps the one class of very many points', async () => {
    const points = many.points.map((cell) => ({ ...cell, class: 'b' }));
    const [file] = writeRois([{ image: 'slide.tif', points }]);
    expect(file!.path).toBe('slide.roi');
    const [read] = await importPoints(file!.bytes, 'slide.roi');
    expect(tally(read!.points)).toEqual({ b: 70_000 });
  });
});

describe('writeRoiSets', () => {
  const ring = [
    { x: 3, y: 12 },
    { x: 9, y: 12 },
    { x: 9, y: 20 },
  ];

  it('names outlined cells after their place, points after their class, and never two alike', () => {
    const cell = { x: 7, y: 10_014.6, outline: [ring] };
    const points = [cell, cell, { ...cell, y: 14 }, { x: 1, y: 1, class: 'a/b' }, { x: 1, y: 2 }];
    const [file] = writeRoiSets([{ image: 'a.tif', points }]);
    const entries = unzipSync(file!.bytes);
    expect(Object.keys(entries)).toEqual([
      '10014-00007.roi',
      '10014-00007-1.roi',
      '0014-0007.roi',
      'a_b.roi',
      'cells.roi',
    ]);
    expect(decodeRoi(entries['0014-0007.roi']!)).toMatchObject({
      type: 'traced',
      name: '0014-0007',
      points: ring,
    });
    expect(decodeRoi(entries['cells.roi']!)).toMatchObject({ type: 'point', points: [{ x: 0.5, y: 1.5 }] });
  });

  it('divides a class of more than 65,535 points', () => {
    const points = many.points.map(({ x, y }) => ({ x, y }));
    const entries = unzipSync(writeRoiSets([{ image: 'a', points }])[0]!.bytes);
    expect(Object.values(entries).map((bytes) => decodeRoi(bytes).points.length)).toEqual([65_535, 4465]);
  });

  it('writes outlined cells as points where they are more than an archive has entries', () => {
    const outline = [
      [
        { x: 0, y: 0 },
        { x: 1, y: 0 },
        { x: 1, y: 1 },
      ],
    ];
    const points = many.points.map(({ x, y }) => ({ x, y, outline }));
    const entries = unzipSync(writeRoiSets([{ image: 'a', points }])[0]!.bytes);
    expect(Object.values(entries).map((bytes) => decodeRoi(bytes).points.length)).toEqual([65_535, 4465]);
  });
});

describe('selections of others', () => {
  it('have classes by counter or group only where several are used', async () => {
    const points = [
      { x: 1, y: 1 },
      { x: 2, y: 2 },
    ];
    const roi = { type: 'point', left: 1, top: 1, width: 1, height: 1, points } as const;
    const classes = async (bytes: Uint8Array) =>
      (await importPoints(bytes, 'a.roi'))[0]!.points.map((cell) => cell.class);
    expect(await classes(encodeRoi({ ...roi, counters: [0, 0] }))).toEqual([undefined, undefined]);
    expect(await classes(encodeRoi({ ...roi, counters: [0, 3] }))).toEqual(['counter 0', 'counter 3']);
    expect(await classes(encodeRoi({ ...roi, group: 2 }))).toEqual(['group 2', 'group 2']);
  });
});
