import { describe, expect, it } from 'vitest';
import { openImage } from '../codecs/open.js';
import { encodePng } from '../codecs/png-encode.js';
import type { Image } from '../image.js';
import { createRandom } from '../random.js';
import { simulate } from '../simulate/simulate.js';
import { quarterTurn } from '../transform/quarter-turn.js';
import { resize } from '../transform/resize.js';
import type { DatasetItem } from './dataset.js';
import { findTwins } from './find-twins.js';

const cells = (seed: number): Image =>
  simulate({ modality: 'fluorescence', width: 160, height: 120, count: 25, seed, bitDepth: 16 }).image;
const item = (name: string, image: Image): DatasetItem => ({
  name,
  open: () => openImage(encodePng(image)),
  annotation: async () => undefined,
});
const mapped = (image: Image, change: (value: number, i: number) => number): Image => ({
  ...image,
  data: image.data.map(change) as Image['data'],
});
const in8Bits = (image: Image): Image => ({
  ...image,
  bitDepth: 8,
  data: Uint8Array.from(image.data, (value) => value >> 8),
});

describe('findTwins', () => {
  const [a, b, c] = [cells(1), cells(2), cells(3)];

  it('finds pictures that are in several lists, and no others', async () => {
    const lists = [
      [item('a', a), item('b', b)],
      [item('c', c), item('again', a)],
      [item('thrice', a), item('other', cells(4))],
    ];
    let looked = 0;
    const twins = await findTwins(lists, { onPicture: () => looked++ });
    expect(twins).toEqual([
      { first: 'a', second: 'again' },
      { first: 'a', second: 'thrice' },
      { first: 'again', second: 'thrice' },
    ]);
    expect(looked).toBe(6);
  });

  it('finds copies of another size, depth or brightness, and with noise', async () => {
    const { normal } = createRandom(7);
    const copies = {
      smaller: resize(a, 80, 60),
      shallow: in8Bits(a),
      dark: mapped(a, (value) => value / 3),
      noisy: mapped(a, (value) => Math.max(0, value + 300 * normal())),
    };
    for (const [name, image] of Object.entries(copies)) {
      const twins = await findTwins([[item('a', a), item('b', b)], [item(name, image)]]);
      expect(twins, name).toEqual([{ first: 'a', second: name }]);
    }
  });

  it('does not take turned pictures, empty ones under one light, or broken ones for copies', async () => {
    const empty = (seed: number): Image => {
      const { normal } = createRandom(seed);
      return mapped(a, (_, i) => 2000 + 40 * (i % 160) + 30 * normal());
    };
    const broken: DatasetItem = { ...item('broken', a), open: () => Promise.reject(new Error('broken')) };
    const flat = mapped(a, () => 9);
    const some = [item('a', a), item('empty', empty(1)), item('flat', flat)];
    const others = [item('turned', quarterTurn(a, 2)), item('void', empty(2)), broken, item('even', flat)];
    expect(await findTwins([some, others])).toEqual([]);
  });

  it('can be given up', async () => {
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(findTwins([[item('a', a)]], { signal })).rejects.toThrow('enough');
  });
});
