import { describe, expect, it } from 'vitest';
import { isImageJ, promisedPlanes, readImageJ } from './imagej.js';

const at = (description: string, pages: number, pageChannels = 1, x = 4) =>
  readImageJ(description, { pages, pageChannels }, { x, y: 2 });

describe('readImageJ', () => {
  it('orders planes as XYCZT', () => {
    const map = at('ImageJ=1.53k\nimages=24\nchannels=2\nslices=3\nframes=4\nhyperstack=true\n', 24)!;
    expect(map).toMatchObject({ channels: 2, depth: 3, times: 4 });
    expect(map.locate(1, 0, 0)).toEqual({ page: 1, channel: 0 });
    expect(map.locate(0, 1, 0)).toEqual({ page: 2, channel: 0 });
    expect(map.locate(1, 2, 3)).toEqual({ page: 23, channel: 0 });
  });

  it('keeps the colours of RGB stacks together', () => {
    const map = at('ImageJ=1.53k\nimages=5\nslices=5\n', 5, 3)!;
    expect(map).toMatchObject({ channels: 3, depth: 5 });
    expect(map.locate(2, 4, 0)).toEqual({ page: 4, channel: 2 });
  });

  it('takes a stack without axes for focal planes', () => {
    expect(at('ImageJ=1.11a\nimages=7\n', 7)).toMatchObject({ channels: 1, depth: 7, times: 1 });
  });

  it('gives up where the numbers do not fit the pages', () => {
    expect(at('ImageJ=1.53k\nimages=6\nchannels=2\nslices=3\n', 5)).toBeUndefined();
  });

  it.each([
    ['micron', { x: 0.25, y: 0.5, source: 'imagej' }],
    ['\\u00B5m', { x: 0.25, y: 0.5, source: 'imagej' }],
    ['nm', { x: 0.00025, y: 0.0005, source: 'imagej' }],
    ['pixel', undefined],
  ])('reads the pixel size in %s', (unit, expected) => {
    expect(at(`ImageJ=1.53k\nunit=${unit}\n`, 1)?.pixelSize).toEqual(expected);
    expect(at(`ImageJ=1.53k\nunit=${unit}\n`, 1, 1, Number.NaN)?.pixelSize).toBeUndefined();
  });
});

describe('ImageJ descriptions', () => {
  it('are known by their first line and promise planes', () => {
    expect(isImageJ('ImageJ=1.53k\nimages=4')).toBe(true);
    expect(isImageJ('made with ImageJ')).toBe(false);
    expect(promisedPlanes('ImageJ=1.53k\nimages=4\r\n')).toBe(4);
    expect(promisedPlanes('ImageJ=1.53k\nimages=many')).toBe(1);
  });
});
