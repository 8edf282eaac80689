import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultDisplay, lightOf, tonePlanes, tonesOf } from './tone.js';

const draw = (
  planes: [number, Uint8Array | Uint16Array | Float32Array][],
  tones: Parameters<typeof tonePlanes>[1],
) => {
  const pixels = new Uint8ClampedArray(planes[0]![1].length * 4);
  tonePlanes(new Map(planes), tones, pixels);
  return [...pixels];
};
const white = [1, 1, 1] as const;

describe('tone', () => {
  it('spreads a window of 16-bit values from black to white', () => {
    const plane = new Uint16Array([0, 1000, 2000, 3000, 65535]);
    const pixels = draw([[0, plane]], [{ channel: 0, low: 1000, high: 3000, colour: white }]);
    expect(pixels.filter((_, i) => i % 4 === 0)).toEqual([0, 0, 128, 255, 255]);
    expect(pixels.filter((_, i) => i % 4 === 3)).toEqual([255, 255, 255, 255, 255]);
  });

  it('adds the light of channels and stops at white', () => {
    const tones = [
      { channel: 0, low: 0, high: 255, colour: [1, 0, 0] as const },
      { channel: 1, low: 0, high: 255, colour: [1, 1, 0] as const },
    ];
    const planes: [number, Uint8Array][] = [
      [0, new Uint8Array([100, 200])],
      [1, new Uint8Array([50, 200])],
    ];
    expect(draw(planes, tones)).toEqual([150, 50, 0, 255, 255, 200, 0, 255]);
  });

  it('puts channels of different primaries together', () => {
    const planes = [0, 1, 2].map((c): [number, Uint8Array] => [c, Uint8Array.of(c, 100 + c, 200 + c)]);
    const [red, green, blue] = [0, 1, 2].map((channel) => ({ channel, low: 0, high: 255 }));
    const tones = [
      { ...red!, colour: [1, 0, 0] as const },
      { ...green!, colour: [0, 1, 0] as const },
      { ...blue!, colour: [0, 0, 1] as const },
    ];
    expect(draw(planes, tones)).toEqual([0, 1, 2, 255, 100, 101, 102, 255, 200, 201, 202, 255]);
  });

  it('draws what is not a number as dark', () => {
    const plane = new Float32Array([Number.NaN, 0.5, Number.POSITIVE_INFINITY]);
    const pixels = draw([[0, plane]], [{ channel: 0, low: 0, high: 1, colour: white }]);
    expect(pixels.filter((_, i) => i % 4 === 0)).toEqual([0, 128, 255]);
  });

  it('is dark where a channel was not read yet', () => {
    expect(draw([[1, new Uint8Array([9])]], [{ channel: 0, low: 0, high: 1, colour: white }])).toEqual([
      0, 0, 0, 255,
    ]);
  });

  it('never leaves 0 to 1 and never falls as the value rises', () => {
    const value = fc.double({ noNaN: true, min: -1e6, max: 1e6 });
    fc.assert(
      fc.property(value, value, value, value, (a, b, low, high) => {
        const [less, more] = [lightOf(Math.min(a, b), low, high), lightOf(Math.max(a, b), low, high)];
        expect(less).toBeGreaterThanOrEqual(0);
        expect(more).toBeLessThanOrEqual(1);
        expect(less).toBeLessThanOrEqual(more);
      }),
    );
  });

  it('shows a picture in colour by its primaries, and of other pictures the visible channels', () => {
    const rgb = { channels: 3, bitDepth: 8, colour: 'rgb' } as Parameters<typeof defaultDisplay>[0];
    expect(tonesOf(defaultDisplay(rgb), rgb).map(({ colour }) => colour)).toEqual([
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ]);
    const stack = { channels: 4, bitDepth: 16, colour: 'channels' } as Parameters<typeof defaultDisplay>[0];
    expect(tonesOf(defaultDisplay(stack), stack)).toEqual([
      { channel: 0, low: 0, high: 65535, colour: white },
    ]);
    const other = [{ channel: 7, visible: true, low: 0, high: 9, colour: [255, 0, 0] as const }];
    expect(tonesOf(other, stack)).toEqual([]);
  });
});
