import { describe, expect, it } from 'vitest';
import { buildTiff } from '../../testing/build-tiff.node.js';
import { bytesSource } from '../byte-source.js';
import { readDirectories } from './directory.js';
import { micrometresPer, pixelSizeOf, resolutionPixelSize } from './pixel-size.js';
import { TAG } from './tags.js';

describe('micrometresPer', () => {
  it.each([
    ['µm', 1],
    ['\u03bcm', 1],
    ['\\u00B5m', 1],
    ['micron', 1],
    [' nm ', 1e-3],
    ['mm', 1e3],
    ['inch', 25400],
    ['pixel', undefined],
    ['reference frame', undefined],
    ['', undefined],
  ])('knows %j', (unit, expected) => {
    expect(micrometresPer(unit)).toBe(expected);
  });
});

describe('pixelSizeOf', () => {
  it.each([
    [0, 1],
    [1, Number.NaN],
    [Number.POSITIVE_INFINITY, 1],
    [-1, -1],
  ])('is nothing for %d x %d', (x, y) => {
    expect(pixelSizeOf(x, y, 'user')).toBeUndefined();
  });
});

describe('resolutionPixelSize', () => {
  const sizeOf = async (perUnit: readonly [number, number], unit: number | undefined) => {
    const tags = {
      [TAG.xResolution]: { type: 5, values: perUnit } as const,
      [TAG.yResolution]: { type: 5, values: perUnit } as const,
      [TAG.resolutionUnit]: { type: 3, values: unit === undefined ? [] : [unit] } as const,
    };
    const file = await readDirectories(bytesSource(buildTiff({ pages: [{ tags, blocks: [] }] })));
    return resolutionPixelSize(file, file.directories[0]!);
  };

  it('reads pixels per centimetre and per inch, the default', async () => {
    expect(await sizeOf([20000, 1], 3)).toEqual({ x: 0.5, y: 0.5, source: 'tiff-resolution' });
    expect(await sizeOf([50800, 1], 2)).toEqual({ x: 0.5, y: 0.5, source: 'tiff-resolution' });
    expect((await sizeOf([50800, 1], undefined))?.x).toBe(0.5);
  });

  it('does not believe printers, screens, zeros and missing units', async () => {
    expect(await sizeOf([72, 1], 2)).toBeUndefined();
    expect(await sizeOf([1200, 1], 2)).toBeUndefined();
    expect(await sizeOf([0, 1], 3)).toBeUndefined();
    expect(await sizeOf([20000, 1], 1)).toBeUndefined();
  });
});
