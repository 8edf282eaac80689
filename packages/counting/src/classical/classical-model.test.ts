import {
  CROWDED_BLOBS,
  createRandom,
  encodePng,
  encodeTiff,
  type Image,
  matchPoints,
  type Point,
  simulate,
} from '@celltally/imaging';
import { describe, expect, it } from 'vitest';
import { count } from '../count/count.js';
import { evaluate } from '../evaluate/evaluate.js';
import { sourceOfImage } from '../seen/picture-source.js';
import { collect, ofType } from '../testing/collect.node.js';
import { modelFor } from '../usable-model.js';
import { classicalModel } from './classical-model.js';
import { measurePicture } from './measure-picture.js';

const nuclei = simulate({ modality: 'fluorescence', width: 320, height: 260, count: 26, seed: 4 });
/** As if out of focus. */
const blobs = simulate({
  ...CROWDED_BLOBS,
  ...{ width: 160, height: 160, count: 40, seed: 2, clustering: 0.3, overlap: 0.2, blur: 3 },
});
const stained = simulate({ modality: 'brightfield', width: 300, height: 240, count: 30, seed: 7 });

const fileOf = (image: Image, name = 'a.tif') => ({
  name,
  open: async () => (name.endsWith('.png') ? encodePng(image) : encodeTiff(image)),
});

async function counted(image: Image, options: Parameters<typeof classicalModel>[0] = {}) {
  const { result, events } = await collect(count({ files: [fileOf(image)], model: classicalModel(options) }));
  expect(ofType(events, 'failed')).toEqual([]);
  return result.counted[0]!;
}

/** Share of true cells that were found, and of found ones that are true, as one figure. */
function f1(found: readonly Point[], known: readonly Point[], radius: number): number {
  return (2 * matchPoints(found, known, radius).truePositives) / (found.length + known.length);
}

/** Dark cells on bright ground. */
const inverted = (image: Image): Image => {
  const data = Uint16Array.from(image.data);
  const most = data.reduce((high, value) => Math.max(high, value), 0);
  return { ...image, data: data.map((value) => 1.05 * most - 0.9 * value) };
};

describe('classicalModel', () => {
  it('finds nuclei on dark ground, and outlines them', async () => {
    const { points, count: cells } = await counted(nuclei.image);
    expect(cells).toBe(points.length);
    expect(Math.abs(cells - 26)).toBeLessThanOrEqual(2);
    expect(f1(points, nuclei.points, 10)).toBeGreaterThan(0.9);
  });

  it('finds dark cells on bright ground as well', async () => {
    const { points } = await counted(inverted(nuclei.image));
    expect(f1(points, nuclei.points, 10)).toBeGreaterThan(0.8);
  });

  it('finds blurred blobs', async () => {
    expect((await measurePicture(sourceOfImage(blobs.image), {}, {})).method).toBe('blobs');
    const { points } = await counted(blobs.image);
    expect(f1(points, blobs.points, 5)).toBeGreaterThan(0.8);
  });

  it('finds nuclei in stained tissue', async () => {
    const { points } = await counted(stained.image);
    expect(f1(points, stained.points, 10)).toBeGreaterThan(0.6);
  });

  it('finds bright cells between dark walls, gaps in the walls included', async () => {
    // Walls every 16 pixels, two pixels wide, each with a gap of two pixels.
    const [side, step] = [192, 16];
    const data = Uint8Array.from({ length: side * side }, (_, i) => {
      const [x, y] = [i % side, Math.floor(i / side)];
      const wall = (x % step < 2 && y % step !== 8 && y % step !== 9) || (y % step < 2 && x % step > 7);
      return wall ? 120 : 245;
    });
    const image = { width: side, height: side, channels: 1, colour: 'grey', bitDepth: 8, data } as const;
    expect((await measurePicture(sourceOfImage(image), {}, {})).method).toBe('membranes');
    expect((await counted(image)).count).toBe(144);
  });

  it('finds nothing in noise, nor where all is alike', async () => {
    const random = createRandom(1);
    const noise = Uint16Array.from({ length: 200 * 150 }, () => 1000 + 40 * random.normal());
    const image = {
      width: 200,
      height: 150,
      channels: 1,
      colour: 'grey',
      bitDepth: 16,
      data: noise,
    } as const;
    expect((await counted(image)).count).toBe(0);
    // And where the light falls off to one side.
    const sloping = noise.map((value, i) => value + (i % 200));
    expect((await counted({ ...image, data: sloping })).count).toBe(0);
    expect((await counted({ ...image, data: new Uint16Array(200 * 150).fill(7) })).count).toBe(0);
    expect((await counted({ ...image, width: 1, height: 1, data: Uint16Array.of(3) })).count).toBe(0);
  });

  it('gives points in pixels of the picture, whatever the scale', async () => {
    const { points, width } = await counted(nuclei.image, { scale: 0.7 });
    expect(width).toBe(320);
    expect(f1(points, nuclei.points, 10)).toBeGreaterThan(0.85);
  });

  it('is evaluated with outlines', async () => {
    const dataset = {
      name: 'simulated',
      layout: 'simulated',
      notes: [],
      items: [
        {
          name: 'a',
          open: async () => ({
            ...sourceOfImage(nuclei.image),
            ...{ format: 'tiff', width: 320, height: 260, channels: 1, depth: 1, times: 1, pages: 1 },
            ...{ colour: 'grey', bitDepth: 16 },
          }),
          annotation: async () => ({ kind: 'labels', ...nuclei.labels }),
        },
      ],
    } as unknown as Parameters<typeof evaluate>[0]['dataset'];
    const { result } = await collect(evaluate({ dataset, model: classicalModel() }));
    expect(result.failed).toEqual([]);
    expect(result.summary.mae).toBeLessThanOrEqual(2);
    expect(result.summary.segmentation!.dice).toBeGreaterThan(0.85);
  });

  it('does as it is told', async () => {
    const source = sourceOfImage(nuclei.image);
    const told = await measurePicture(source, {}, { method: 'blobs', diameter: 40 });
    expect(told).toMatchObject({ method: 'blobs', ownDiameter: 40, diameter: 16 });
    const model = await modelFor(classicalModel({ method: 'blobs' }), source, {});
    expect(model.target.name).toBe('location');
  });

  it.each([
    [{ method: 'sobel' }, /method of classical must be nuclei, blobs, membranes, received sobel/],
    [{ diameter: 0 }, /diameter of classical must be from 1 to 2000 pixels, received 0/],
    [{ width: 3 }, /classical has no option 'width'/],
  ])('refuses %j', (options, message) => {
    expect(() => classicalModel(options as Parameters<typeof classicalModel>[0])).toThrow(message);
  });
});
