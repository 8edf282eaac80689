import { describe, expect, it } from 'vitest';
import { SelectionError } from '../errors.js';
import { matrix, planes, rows } from '../testing/images.node.js';
import { toChannels } from './channels.js';

const two = planes([[[1, 9]], [[5, 3]]], 'multichannel', 16);
const three = planes([[[1]], [[2]], [[3]]], 'multichannel');

describe('toChannels', () => {
  it('repeats grey as red, green and blue', () => {
    const image = toChannels(matrix([[4, 5]]), 3);
    expect([0, 1, 2].map((c) => rows(image, c))).toEqual([[[4, 5]], [[4, 5]], [[4, 5]]]);
    expect(image).toMatchObject({ channels: 3, colour: 'rgb', bitDepth: 8 });
  });

  it('weighs red, green and blue into luminance', () => {
    const colours = planes([[[255, 0, 0, 255]], [[0, 255, 0, 255]], [[0, 0, 255, 255]]]);
    expect(rows(toChannels(colours, 1))).toEqual([[76, 150, 29, 255]]);
    const float = planes([[[1, 0]], [[0, 0]], [[0, 0.5]]], 'rgb', 32);
    const grey = toChannels(float, 1);
    expect(grey.data[0]).toBeCloseTo(0.299, 6);
    expect(grey.data[1]).toBeCloseTo(0.057, 6);
  });

  it('takes the maximum over the channels of a multichannel image', () => {
    expect(rows(toChannels(two, 1))).toEqual([[5, 9]]);
    expect([0, 1, 2].map((c) => rows(toChannels(three, 3), c))).toEqual([[[3]], [[3]], [[3]]]);
    expect(two.data).toEqual(Uint16Array.of(1, 9, 5, 3));
  });

  it('takes the channels chosen', () => {
    expect(rows(toChannels(two, 1, { from: [1] }))).toEqual([[5, 3]]);
    expect([...toChannels(three, 3, { from: [2, 0, 1] }).data]).toEqual([3, 1, 2]);
    expect([...toChannels(three, 3, { from: [1] }).data]).toEqual([2, 2, 2]);
  });

  it('hands back what already fits', () => {
    const rgb = planes([[[1]], [[2]], [[3]]]);
    expect(toChannels(rgb, 3)).toBe(rgb);
  });

  it('refuses channels that are not there or do not add up', () => {
    expect(() => toChannels(two, 1, { from: [2] })).toThrow(
      /names channel 2, but the image has channels 0 to 1/,
    );
    expect(() => toChannels(three, 1, { from: [0, 1] })).toThrow(SelectionError);
    expect(() => toChannels(three, 3, { from: [0, 1] })).toThrow(
      'from must name one channel or three, not 2',
    );
  });
});
