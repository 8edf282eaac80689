import { describe, expect, it } from 'vitest';
import { SelectionError } from '../errors.js';
import { matrix, planes, rows } from '../testing/images.node.js';
import { crop } from './crop.js';

describe('crop', () => {
  it('cuts the same rectangle out of every channel', () => {
    const image = planes([
      [
        [1, 2, 3],
        [4, 5, 6],
      ],
      [
        [7, 8, 9],
        [10, 11, 12],
      ],
    ]);
    const cut = crop(image, { x: 1, y: 0, width: 2, height: 2 });
    expect(rows(cut, 0)).toEqual([
      [2, 3],
      [5, 6],
    ]);
    expect(rows(cut, 1)).toEqual([
      [8, 9],
      [11, 12],
    ]);
    expect(cut).toMatchObject({ width: 2, height: 2, channels: 2, colour: 'multichannel', bitDepth: 8 });
  });

  it('keeps floats, and leaves the original alone', () => {
    const image = matrix([[0.5, Number.NaN]], 32);
    const cut = crop(image, { x: 1, y: 0, width: 1, height: 1 });
    expect(cut.data).toEqual(Float32Array.of(Number.NaN));
    cut.data[0] = 9;
    expect(image.data[1]).toBeNaN();
  });

  it('refuses a region that leaves the image', () => {
    expect(() => crop(matrix([[1]]), { x: 0, y: 0, width: 2, height: 1 })).toThrow(SelectionError);
  });
});
