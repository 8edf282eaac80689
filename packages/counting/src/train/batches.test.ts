import { input } from '@celltally/engine';
import { createRandom } from '@celltally/imaging';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type BatchOptions,
  drawMasks,
  type Example,
  epochOrder,
  makeBatch,
  stepsPerEpoch,
} from './batches.js';

const options: BatchOptions = {
  size: 8,
  batch: 2,
  patches: 1,
  augmentation: {
    flips: true,
    turns: true,
    zoom: 0,
    intensity: 0,
    exposure: 0,
    glare: 0,
    colour: 0,
    stain: 0,
  },
  light: { gain: [1, 1, 1], offset: [0, 0, 0] },
  sums: false,
};
const tinted: BatchOptions = {
  ...options,
  augmentation: { ...options.augmentation, intensity: 0.5, colour: 0.5 },
};

/** Every example as often as any other. */
const all = (count: number): number[] => Array<number>(count).fill(1);

/** An example whose map is its picture. */
function example(seed: number, width: number, height: number): Example {
  const random = createRandom(seed);
  const data = Float32Array.from({ length: width * height }, random.uniform);
  const map = { width, height, data };
  return { name: `${seed}`, kind: 'grey', picture: { ...map, channels: 1 }, map, counts: map };
}
const examples = [example(1, 20, 12), example(2, 5, 9)];

describe('epochOrder', () => {
  it('visits every example as often as asked, then fills the last batch from the start', () => {
    const wanted = fc.integer({ min: 1, max: 9 });
    fc.assert(
      fc.property(wanted, wanted, wanted, fc.nat(99), (count, batch, patches, seed) => {
        const how = { ...options, batch, patches };
        const order = epochOrder(all(count), how, createRandom(seed));
        const own = order.slice(0, count * patches);
        expect(order).toHaveLength(stepsPerEpoch(all(count), how) * batch);
        expect(order.length - own.length).toBeLessThan(batch);
        for (let i = 0; i < count; i++) expect(own.filter((at) => at === i)).toHaveLength(patches);
        order.slice(own.length).forEach((at, i) => {
          expect(at).toBe(order[i]);
        });
      }),
      { numRuns: 60 },
    );
  });

  it('is another one in the next epoch', () => {
    const random = createRandom(1);
    const orders = [1, 2].map(() => epochOrder(all(12), options, random).join());
    expect(orders[0]).not.toBe(orders[1]);
  });
});

describe('makeBatch', () => {
  it('keeps picture and map on top of each other', () => {
    const { image, target, count } = makeBatch(examples, options, createRandom(3));
    expect([image.shape, target?.shape, count?.shape]).toEqual([[2, 3, 8, 8], [2, 1, 8, 8], [2]]);
    const area = 64;
    examples.forEach((_, i) => {
      const map = target?.data.subarray(i * area, (i + 1) * area) as Float32Array;
      expect(count?.data[i]).toBeCloseTo(
        map.reduce((sum, value) => sum + value, 0),
        4,
      );
      for (let channel = 0; channel < 3; channel++) {
        expect(image.data.subarray((3 * i + channel) * area, (3 * i + channel + 1) * area)).toEqual(map);
      }
    });
  });

  it('holds what the examples know, and draws the same whatever that is', () => {
    const ignorant = examples.map(({ name, kind, picture }) => ({ name, kind, picture }));
    const [all, none] = [examples, ignorant].map((each) => makeBatch(each, tinted, createRandom(3)));
    expect(Object.keys(none ?? {})).toEqual(['image']);
    expect(none?.image).toEqual(all?.image);
  });

  it('is the same for the same seed, and another one for another', () => {
    expect(makeBatch(examples, tinted, createRandom(3))).toEqual(
      makeBatch(examples, tinted, createRandom(3)),
    );
    expect(makeBatch(examples, tinted, createRandom(3))).not.toEqual(
      makeBatch(examples, tinted, createRandom(4)),
    );
  });

  it('resizes picture and map together, and keeps what a patch sums to where sums count', () => {
    const zoomed = { ...options, size: 16, augmentation: { ...options.augmentation, zoom: 1 } };
    const smooth = { width: 64, height: 48, data: new Float32Array(64 * 48) };
    smooth.data.forEach((_, i) => {
      smooth.data[i] = 1 + Math.sin((i % 64) / 9) * Math.cos(Math.floor(i / 64) / 7);
    });
    const picture = { ...smooth, channels: 1 as const };
    const one: Example = { name: '', kind: 'grey', picture, map: smooth, counts: smooth };
    const many = Array<Example>(12).fill(one);
    const level = makeBatch(many, zoomed, createRandom(5));
    const summing = makeBatch(many, { ...zoomed, sums: true }, createRandom(5));
    const patchOf = ({ target }: typeof level, i: number): Float32Array =>
      target?.data.subarray(256 * i, 256 * (i + 1)) as Float32Array;
    const counts = [...((summing.count?.data ?? []) as Float32Array)];
    expect(Math.max(...counts) / Math.min(...counts)).toBeGreaterThan(4);
    many.forEach((_, i) => {
      expect(level.image.data.subarray(768 * i, 768 * i + 256)).toEqual(patchOf(level, i));
      const sum = patchOf(summing, i).reduce((total, value) => total + value, 0);
      expect(sum / (counts[i] as number)).toBeCloseTo(1, 1);
    });
  });

  it('tints the picture and leaves the map alone', () => {
    const one = examples.slice(0, 1);
    const [plain, varied] = [options, tinted].map((how) => makeBatch(one, how, createRandom(3)));
    expect(varied?.target).toEqual(plain?.target);
    expect(varied?.image).not.toEqual(plain?.image);
  });

  it('varies the stains of stained tissue alone, and only what the network sees', () => {
    const [size, data] = [8, new Float32Array(3 * 64).fill(0.5)];
    const map = { width: size, height: size, data: data.subarray(0, 64) };
    const picture = { ...map, data, channels: 3 as const };
    const stain = { ...options, augmentation: { ...options.augmentation, stain: 1 } };
    const made = (kind: Example['kind'], how = stain) =>
      makeBatch([{ name: '', kind, picture, map, counts: map }], how, createRandom(3));
    for (const kind of ['stained', 'pale'] as const) {
      expect(made(kind).image).not.toEqual(made(kind, options).image);
      expect(made(kind).target).toEqual(made(kind, options).target);
    }
    for (const kind of ['grey', 'bright', 'coloured'] as const) {
      expect(made(kind)).toEqual(made(kind, options));
    }
    const grey = makeBatch(
      [{ ...examples[0]!, kind: 'pale', picture: { ...examples[0]!.picture, channels: 1 } }],
      stain,
      createRandom(3),
    );
    expect(grey.image).toEqual(makeBatch(examples.slice(0, 1), options, createRandom(3)).image);
  });
});

it('dropout masks keep their share, scaled so that the mean stays', () => {
  const [shape, keep] = [[1, 2000], 0.8] as const;
  const { mask } = drawMasks([{ name: 'mask', shape, keep, value: input('mask', shape) }], createRandom(1));
  const values = [...((mask?.data ?? []) as Float32Array)];
  expect(new Set(values)).toEqual(new Set([0, Math.fround(1 / keep)]));
  expect(values.filter((value) => value > 0).length / values.length).toBeCloseTo(keep, 1);
});
