import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { connectedComponents } from '../../analysis/components.js';
import type { LabelImage } from '../../analysis/label-image.js';
import { labelObjects } from '../../analysis/label-objects.js';
import type { Point } from '../../annotation.js';
import { fillOutlines } from '../outlines/fill-outlines.js';
import { traceOutlines } from '../outlines/trace-outlines.js';
import { type ExportName, exportFormats } from './export-formats.js';
import { importPoints } from './import-points.js';
import type { MarkedCell, PointSet } from './point-set.js';

/** What a format keeps of points. */
interface Keeps {
  /** By how many pixels a coordinate may differ. */
  readonly within: number;
  readonly scores: boolean;
  /** How much of a picture's name: all, the name without folders, or without extension too. */
  readonly image: 'all' | 'file' | 'stem';
}

const contracts: Readonly<Partial<Record<ExportName, Keeps>>> = {
  roi: { within: 2 ** -12, scores: false, image: 'all' },
  roiset: { within: 2 ** -12, scores: false, image: 'all' },
  geojson: { within: 0.0005, scores: true, image: 'all' },
  coco: { within: 0, scores: true, image: 'all' },
  napari: { within: 1e-12, scores: true, image: 'stem' },
  cellcounter: { within: 0.5, scores: false, image: 'file' },
  csv: { within: 0, scores: true, image: 'all' },
};

/** Letters, quotes, commas, line breaks, and whatever else means something in one of the formats. */
const text = fc
  .string({
    unit: fc.oneof(
      fc.constantFrom(...'aä日",;\n\r\t\'&<>#%\\/: '),
      fc.string({ unit: 'grapheme', maxLength: 1 }),
    ),
  })
  .filter((name) => name !== '' && !/^Type \d+$/.test(name));
const coordinate = fc.integer({ min: 0, max: 4_096_000 }).map((n) => n / 1000);
const SIZE = { width: 4096, height: 4096 };

const cells = (classes: readonly string[]): fc.Arbitrary<MarkedCell[]> =>
  fc.array(
    fc
      .record({
        x: coordinate,
        y: coordinate,
        class: fc.constantFrom(undefined, ...classes),
        score: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }), { nil: undefined }),
      })
      .map(known),
    { maxLength: 8 },
  );

const sets: fc.Arbitrary<PointSet[]> = fc.uniqueArray(text, { maxLength: 4 }).chain((classes) =>
  fc.uniqueArray(
    fc.record({
      image: fc.stringMatching(/^[a-zäß](plate 1\/)?[ä-ö"',&%#a-z0-9]{1,8}$/).map((name) => `${name}.tif`),
      points: cells(classes),
      width: fc.constant(SIZE.width),
      height: fc.constant(SIZE.height),
    }),
    { selector: ({ image }) => image.replace(/^.*\//, '').toLowerCase(), minLength: 1, maxLength: 3 },
  ),
);

function known<T extends object>(record: T): T {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as T;
}

function plain(score: number | undefined): number | null {
  return score === undefined ? null : score + 0;
}

function byClass(points: readonly MarkedCell[]): Map<string | undefined, MarkedCell[]> {
  const groups = new Map<string | undefined, MarkedCell[]>();
  for (const cell of points) groups.set(cell.class, [...(groups.get(cell.class) ?? []), cell]);
  return groups;
}

const nameKept: Readonly<Record<Keeps['image'], (name: string) => string>> = {
  all: (name) => name,
  file: (name) => name.replace(/^.*\//, ''),
  stem: (name) => name.replaceAll('/', '_').replace(/\.tif$/, ''),
};

function expectSame(read: PointSet, { image, points }: PointSet, keeps: Keeps): void {
  // An archive of no selections can hold no name.
  if (points.length > 0) expect(read.image).toBe(nameKept[keeps.image](image));
  const [expected, found] = [byClass(points), byClass(read.points)];
  expect([...found.keys()].sort()).toEqual([...expected.keys()].sort());
  for (const [name, own] of expected) {
    const group = found.get(name)!;
    expect(group).toHaveLength(own.length);
    const moved = own.map((cell, i) =>
      Math.max(Math.abs(group[i]!.x - cell.x), Math.abs(group[i]!.y - cell.y)),
    );
    expect(Math.max(0, ...moved)).toBeLessThanOrEqual(keeps.within);
    // JSON knows no negative zero.
    if (keeps.scores)
      expect(group.map(({ score = null }) => score)).toEqual(own.map(({ score }) => plain(score)));
  }
}

describe.each(Object.entries(contracts))('%s', (name, keeps) => {
  const format = exportFormats[name as ExportName];

  it('gives back the points, classes and names that it was given', async () => {
    await fc.assert(
      fc.asyncProperty(sets, async (given) => {
        const files = format.write(given);
        const read = (await Promise.all(files.map(({ path, bytes }) => importPoints(bytes, path)))).flat();
        expect(read).toHaveLength(given.length);
        for (const [i, set] of given.entries()) expectSame(read[i]!, set, keeps);
      }),
      { numRuns: 25 },
    );
  });

  it('writes the same bytes twice, to files of names that are not alike', () => {
    const [cell] = [{ x: 1.5, y: 2.5, class: 'a' }];
    const given = ['x/a.tif', 'y/a.tif', 'A.png'].map((image) => ({ ...SIZE, image, points: [cell] }));
    const files = format.write(given);
    expect(format.write(given)).toEqual(files);
    const names = new Set(files.map(({ path }) => path.toLowerCase()));
    expect(names.size).toBe(format.files === 'one' ? 1 : 3);
    expect(files.every(({ path }) => path.endsWith(`.${format.extension}`) && !path.includes('/'))).toBe(
      true,
    );
  });
});

/** Label images of a few touching, ragged, pierced regions. */
const labelImages = fc
  .record({ width: fc.integer({ min: 1, max: 9 }), height: fc.integer({ min: 1, max: 9 }) })
  .chain(({ width, height }) =>
    fc.record({
      width: fc.constant(width),
      height: fc.constant(height),
      values: fc.array(fc.constantFrom(0, 0, 1, 2, 3), {
        minLength: width * height,
        maxLength: width * height,
      }),
    }),
  )
  .map(({ width, height, values }) => {
    const used = [...new Set(values)].filter((value) => value > 0).sort();
    return { width, height, labels: Uint32Array.from(values, (value) => used.indexOf(value) + 1) };
  });

/** A label picture cannot say whether two pieces of one value are one cell; each piece becomes one. */
function inOnePiece({ width, height, labels }: LabelImage): LabelImage {
  return connectedComponents({ width, height, values: labels });
}

describe.each(['roiset', 'geojson', 'coco', 'labels'] as const)('%s with outlines', (name) => {
  it('gives back every pixel of every cell', async () => {
    await fc.assert(
      fc.asyncProperty(labelImages, fc.boolean(), async (drawn, traced) => {
        const labels = name === 'labels' ? inOnePiece(drawn) : drawn;
        const { width, height } = labels;
        const outlines = traceOutlines(labels);
        const centres = labelObjects(labels);
        const points = centres.map(({ x, y }, i) =>
          traced ? { x, y, outline: outlines.get(i + 1)! } : { x, y },
        );
        const set: PointSet = { image: 'a.tif', width, height, points, ...(traced ? {} : { labels }) };
        const [file] = exportFormats[name].write([set]);
        const [read] = await importPoints(file!.bytes, file!.path);
        expect(read!.points).toHaveLength(points.length);
        for (const [i, { x, y }] of centres.entries()) {
          expect(read!.points[i]!.x).toBeCloseTo(x, 5);
          expect(read!.points[i]!.y).toBeCloseTo(y, 5);
        }
        const again =
          read!.labels ??
          fillOutlines(
            read!.points.map(({ outline }) => outline!),
            width,
            height,
            'a',
          );
        expect(again.labels).toEqual(labels.labels);
      }),
      { numRuns: 60 },
    );
  });
});

describe('labels', () => {
  it('keeps more than 65,535 cells, in whole numbers of 32 bits', async () => {
    const [width, height] = [1024, 1024];
    // Squares of 3 x 3 pixels, one pixel apart.
    const labels = new Uint32Array(width * height);
    const points: Point[] = [];
    for (let n = 0; n < 256 * 256; n++) {
      const [left, top] = [(n % 256) * 4, Math.floor(n / 256) * 4];
      for (let i = 0; i < 9; i++) labels[(top + Math.floor(i / 3)) * width + left + (i % 3)] = n + 1;
      points.push({ x: left + 1.5, y: top + 1.5 });
    }
    expect(points.length).toBeGreaterThan(65_535);
    const [file] = exportFormats.labels.write([
      { image: 'a.tif', width, height, points, labels: { width, height, labels } },
    ]);
    expect(file!.path).toBe('a.tif');
    const [read] = await importPoints(file!.bytes, file!.path);
    expect(read!.labels!.labels.every((label, i) => label === labels[i])).toBe(true);
    expect(read!.points).toHaveLength(points.length);
  });
});
