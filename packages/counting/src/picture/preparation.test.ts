import type { Image } from '@celltally/imaging';
import { describe, expect, it } from 'vitest';
import { CountingError } from '../errors.js';
import { defaultNormalisation, IMAGENET, PERCENTILES, preparePicture } from './preparation.js';

const grey: Image = {
  width: 2,
  height: 2,
  channels: 1,
  colour: 'grey',
  bitDepth: 16,
  data: Uint16Array.of(1000, 2000, 3000, 5000),
};
const colour: Image = {
  width: 2,
  height: 1,
  channels: 3,
  colour: 'rgb',
  bitDepth: 8,
  data: Uint8Array.of(0, 255, 51, 102, 153, 204),
};

describe('preparePicture', () => {
  it('stretches a grey picture by its own percentiles and keeps one channel', () => {
    const { channels, data } = preparePicture(grey, {
      normalisation: { kind: 'percentile', low: 0, high: 100, jointly: true },
    });
    expect(channels).toBe(1);
    expect([...data]).toEqual([0, 0.25, 0.5, 1]);
  });

  it('keeps colours, normalised by channel', () => {
    const { channels, data } = preparePicture(colour, { normalisation: IMAGENET });
    expect(channels).toBe(3);
    expect(data[1]).toBeCloseTo((1 - 0.485) / 0.229, 5);
    expect(data[2]).toBeCloseTo((0.2 - 0.456) / 0.224, 5);
    expect(data[5]).toBeCloseTo((0.8 - 0.406) / 0.225, 5);
  });

  it('gives a grey picture three channels where means are per channel', () => {
    const { channels, data } = preparePicture(
      { ...grey, bitDepth: 8, data: Uint8Array.of(0, 51, 102, 255) },
      {
        normalisation: IMAGENET,
      },
    );
    expect(channels).toBe(3);
    expect(data).toHaveLength(12);
    expect(data[7]).toBeCloseTo((1 - 0.456) / 0.224, 5);
  });

  it('takes the brightest of the channels of a multichannel picture', () => {
    const image: Image = { ...grey, width: 2, height: 1, channels: 2, colour: 'multichannel' };
    const { channels, data } = preparePicture(image, { normalisation: { kind: 'range', min: 0, max: 1000 } });
    expect([channels, ...data]).toEqual([1, 3, 5]);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY])('refuses samples of %s', (value) => {
    const image: Image = { ...grey, bitDepth: 32, data: Float32Array.of(0, 1, value, 2) };
    expect(() => preparePicture(image, { normalisation: PERCENTILES })).toThrow(CountingError);
  });
});

it('colour pictures of 8 bits have fixed means, all others their percentiles', () => {
  expect(defaultNormalisation(colour)).toBe(IMAGENET);
  expect(defaultNormalisation(grey)).toBe(PERCENTILES);
  expect(defaultNormalisation({ ...colour, bitDepth: 16, data: new Uint16Array(6) })).toBe(PERCENTILES);
});
