import { describe, expect, it } from 'vitest';
import { ImagingError } from '../errors.js';
import type { Image } from '../image.js';
import { toDisplay } from './stretch.js';

const grey = (data: Image['data'], bitDepth: Image['bitDepth']): Image => ({
  width: data.length,
  height: 1,
  channels: 1,
  colour: 'grey',
  bitDepth,
  data,
});

describe('toDisplay', () => {
  it('stretches 12-bit values in 16 bits to 0 to 255 in three equal channels', () => {
    const shown = toDisplay(grey(Uint16Array.of(100, 600, 1100), 16), { low: 0, high: 100 });
    expect([...shown.data]).toEqual([0, 128, 255, 0, 128, 255, 0, 128, 255]);
    expect([shown.channels, shown.colour, shown.bitDepth]).toEqual([3, 'rgb', 8]);
  });

  it('is not thrown off by one hot pixel', () => {
    const values = Uint16Array.from({ length: 2001 }, (_, i) => (i === 1000 ? 65535 : i));
    const shown = toDisplay(grey(values, 16));
    expect(shown.data[1900]).toBeGreaterThan(230);
    expect(shown.data[1000]).toBe(255);
  });

  it('leaves 8-bit colour as it is', () => {
    const data = Uint8Array.of(10, 20, 30, 40, 50, 60);
    expect([
      ...toDisplay({ width: 2, height: 1, channels: 3, colour: 'rgb', bitDepth: 8, data }).data,
    ]).toEqual([...data]);
  });

  it('shows two channels as red and green, each stretched by itself', () => {
    const data = Float32Array.of(0, 1, 5, 1000);
    const shown = toDisplay({ width: 2, height: 1, channels: 2, colour: 'multichannel', bitDepth: 32, data });
    expect([...shown.data]).toEqual([0, 255, 0, 255, 0, 0]);
  });

  it('shows an even picture, and one without numbers, as black', () => {
    expect([...toDisplay(grey(Uint8Array.of(7, 7), 8)).data]).toEqual([0, 0, 0, 0, 0, 0]);
    expect([...toDisplay(grey(Float32Array.of(Number.NaN), 32)).data]).toEqual([0, 0, 0]);
  });

  it('refuses crossed percentiles', () => {
    expect(() => toDisplay(grey(Uint8Array.of(1), 8), { low: 60, high: 40 })).toThrow(ImagingError);
  });
});
