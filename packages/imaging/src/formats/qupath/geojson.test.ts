import { gzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { importPoints } from '../exchange/import-points.js';
import type { PointSet } from '../exchange/point-set.js';
import { writeGeoJson } from './geojson-write.js';

const bytesOf = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));
const read = async (value: unknown, name = 'slide.geojson') => (await importPoints(bytesOf(value), name))[0]!;
const parse = (bytes: Uint8Array) => JSON.parse(new TextDecoder().decode(bytes));

const set: PointSet = {
  image: 'a.tif',
  width: 10,
  height: 8,
  points: [
    { x: 0.5, y: 1.23456, class: 'Tumor', score: 0.75 },
    { x: 2, y: 3 },
  ],
  classes: [{ name: 'Tumor', colour: [200, 0, 0] }, { name: 'Stroma' }],
};

describe('writeGeoJson', () => {
  it('writes a detection for each cell, as QuPath reads it', () => {
    const [file] = writeGeoJson([set]);
    expect(file!.path).toBe('a.geojson');
    const { type, celltally, features } = parse(file!.bytes);
    expect(type).toBe('FeatureCollection');
    expect(celltally.coordinates).toMatch(/centre of the first pixel is \(0\.5, 0\.5\)/);
    expect(features[0]).toEqual({
      type: 'Feature',
      id: expect.stringMatching(/^[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/),
      geometry: { type: 'Point', coordinates: [0.5, 1.235] },
      properties: {
        objectType: 'detection',
        classification: { name: 'Tumor', color: [200, 0, 0] },
        measurements: { Score: 0.75 },
      },
    });
    expect(features[1].properties.classification).toBeUndefined();
    expect(features[1].id).not.toBe(features[0].id);
  });

  it('keeps colours, classes without cells and the size', async () => {
    const [file] = writeGeoJson([set]);
    const [back] = await importPoints(file!.bytes, 'renamed.geojson');
    expect(back).toMatchObject({ image: 'a.tif', width: 10, height: 8 });
    expect(back!.classes![0]).toEqual({ name: 'Tumor', colour: [200, 0, 0] });
    expect(back!.classes!.map(({ name }) => name)).toEqual(['Tumor', 'Stroma']);
  });

  it('writes one annotation for each class where that is wanted', async () => {
    const [file] = writeGeoJson([{ ...set, points: [...set.points, { x: 5, y: 5 }] }], {
      objects: 'annotation',
    });
    const { features } = parse(file!.bytes);
    expect(features.map(({ geometry }: { geometry: object }) => geometry)).toEqual([
      { type: 'MultiPoint', coordinates: [[0.5, 1.235]] },
      {
        type: 'MultiPoint',
        coordinates: [
          [2, 3],
          [5, 5],
        ],
      },
    ]);
    expect(features[1].properties).toEqual({ objectType: 'annotation', name: '2 cells' });
  });

  it('closes rings and keeps holes', () => {
    const outline = [
      [
        { x: 0, y: 0 },
        { x: 6, y: 0 },
        { x: 6, y: 6 },
      ],
      [
        { x: 3, y: 1 },
        { x: 5, y: 1 },
        { x: 5, y: 3 },
      ],
    ];
    const [file] = writeGeoJson([{ image: 'a', points: [{ x: 4, y: 2, outline }] }]);
    expect(parse(file!.bytes).features[0].geometry).toEqual({
      type: 'Polygon',
      coordinates: [
        [
          [0, 0],
          [6, 0],
          [6, 6],
          [0, 0],
        ],
        [
          [3, 1],
          [5, 1],
          [5, 3],
          [3, 1],
        ],
      ],
    });
  });
});

const ring = [
  [0, 0],
  [4, 0],
  [4, 2],
  [0, 2],
  [0, 0],
];
const feature = (geometry: object, properties: object = {}) => ({ type: 'Feature', geometry, properties });

describe('GeoJSON of others', () => {
  it('is read as a collection, a bare list, one feature, a bare geometry; in gzip and zip', async () => {
    const point = { type: 'Point', coordinates: [1, 2] };
    const same = { image: 'slide', points: [{ x: 1, y: 2 }] };
    for (const value of [
      { type: 'FeatureCollection', features: [feature(point)] },
      [feature(point)],
      feature(point),
      point,
    ]) {
      expect(await read(value)).toEqual(same);
    }
    expect(await importPoints(gzipSync(bytesOf(point)), 'slide.geojson.gz')).toEqual([same]);
    expect(await importPoints(zipSync({ 'slide.geojson': bytesOf(point) }), 'other.zip')).toEqual([same]);
    expect((await read([])).points).toEqual([]);
  });

  it('makes cells of points, of polygons with outline and centroid, and of classes in every spelling', async () => {
    const { points, classes } = await read([
      feature(
        {
          type: 'MultiPoint',
          coordinates: [
            [1, 1],
            [2, 2],
          ],
        },
        { classification: { name: 'A', color: [1, 2, 3] } },
      ),
      feature(
        { type: 'Polygon', coordinates: [ring] },
        { classification: { names: ['B', 'pos'], colorRGB: -65536 } },
      ),
      feature(
        { type: 'MultiPolygon', coordinates: [[ring]] },
        { classification: 'C', measurements: [{ name: 'Score', value: 0.5 }] },
      ),
      feature({
        type: 'LineString',
        coordinates: [
          [0, 0],
          [1, 1],
        ],
      }),
    ]);
    const outline = [ring.slice(0, 4).map(([x, y]) => ({ x, y }))];
    expect(points).toEqual([
      { x: 1, y: 1, class: 'A' },
      { x: 2, y: 2, class: 'A' },
      { x: 2, y: 1, class: 'B: pos', outline },
      { x: 2, y: 1, class: 'C', score: 0.5, outline },
    ]);
    expect(classes).toEqual([
      { name: 'A', colour: [1, 2, 3] },
      { name: 'B: pos', colour: [255, 0, 0] },
      { name: 'C' },
    ]);
  });

  it('takes annotated areas as regions where there are detections', async () => {
    const region = feature({ type: 'Polygon', coordinates: [ring] }, { objectType: 'annotation' });
    const cell = feature({ type: 'Polygon', coordinates: [ring] }, { objectType: 'cell' });
    expect((await read([region, cell, cell])).points).toHaveLength(2);
    expect((await read([region])).points).toHaveLength(1);
  });

  it.each([
    [[feature({ type: 'Point', coordinates: [1, 'two'] })], /feature 1 has the position \[1,"two"\]/],
    [[feature({ type: 'Polygon' })], /feature 1 has no list of coordinates/],
    [[feature({ type: 'Circle' })], /feature 1 has the unknown geometry "Circle"/],
  ])('refuses %j', async (value, message) => {
    await expect(read(value, 'x.geojson')).rejects.toThrow(message);
  });
});
