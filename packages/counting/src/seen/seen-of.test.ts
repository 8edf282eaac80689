import type { Annotation, DatasetItem } from '@celltally/imaging';
import { describe, expect, it } from 'vitest';
import { CountingError } from '../errors.js';
import { tinyDataset } from '../testing/tiny-set.node.js';
import type { PictureLook } from './look.js';
import { seenOf, summarizeLooks } from './seen-of.js';

const look = (diameter: number | undefined, kind: PictureLook['kind'] = 'grey'): PictureLook => ({
  ...{ kind, width: 100, height: 80, channels: 1, bitDepth: 16, median: 0.1, walled: false },
  ...(diameter === undefined ? {} : { diameter }),
});

describe('summarizeLooks', () => {
  it('gives shares of kinds, and how each property is spread', () => {
    const looks = [...Array.from({ length: 19 }, (_, i) => look(10 + i)), look(undefined, 'bright')];
    const seen = summarizeLooks(looks);
    expect(seen).toMatchObject({
      pictures: 20,
      kinds: { grey: 0.95, bright: 0.05 },
      channels: [1],
      bitDepths: [16],
      ranges: {
        width: { least: 100, low: 100, median: 100, high: 100, most: 100 },
        diameter: { least: 10, low: 11, median: 19, high: 27, most: 28 },
      },
    });
    // Nothing is known of the light of pictures with 16 bits.
    expect(seen.ranges).not.toHaveProperty('light');
  });

  it('refuses to say what nothing looks like', () => {
    expect(() => summarizeLooks([])).toThrow(CountingError);
  });
});

it('looks at the pictures of a data set', async () => {
  const dataset = await tinyDataset();
  const { pictures, kinds, ranges, bitDepths } = await seenOf(dataset);
  expect(pictures).toBe(dataset.items.length);
  expect(kinds).toEqual({ grey: 1 });
  expect(bitDepths).toEqual([16]);
  expect(ranges.width).toMatchObject({ least: ranges.width?.most });
});

it('takes no width of cells from pictures that have none', async () => {
  const dataset = await tinyDataset();
  const known = (await seenOf(dataset)).ranges;
  const [first, ...others] = dataset.items as [DatasetItem, ...DatasetItem[]];
  const nothing: Annotation = { kind: 'points', points: [] };
  const empty = { ...first, name: 'empty.png', annotation: async () => nothing };
  const mixed = await seenOf({ ...dataset, items: [empty, ...others] });
  const alone = await seenOf({ ...dataset, items: others });
  expect(known.diameter).toBeDefined();
  expect(mixed.pictures).toBe(dataset.items.length);
  expect(mixed.ranges.diameter).toEqual(alone.ranges.diameter);
  expect(mixed.ranges.median).toEqual(known.median);
  expect((await seenOf({ ...dataset, items: [empty] })).ranges.diameter).toBeUndefined();
});
