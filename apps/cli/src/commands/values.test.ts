import { InvalidArgumentError } from 'commander';
import { describe, expect, it } from 'vitest';
import { decimalNumber, focalPlane, listOf, pictureSize, wholeNumber, wholeRange } from './values.js';

describe('values of options', () => {
  it('read what is meant', () => {
    expect(wholeNumber(0)('12')).toBe(12);
    expect(decimalNumber(0, 1)('2.5e-1')).toBe(0.25);
    expect(listOf(wholeNumber(0))('0, 2')).toEqual([0, 2]);
    expect(pictureSize('640x480')).toEqual({ width: 640, height: 480 });
    expect(wholeRange('5-20')).toEqual([5, 20]);
    expect(wholeRange('7')).toEqual([7, 7]);
    expect(focalPlane('max')).toBe('max');
    expect(focalPlane('3')).toBe(3);
  });

  it.each<[string, () => unknown]>([
    ['a fraction', () => wholeNumber(0)('1.5')],
    ['a number below the least', () => wholeNumber(1)('0')],
    ['a number above the most', () => wholeNumber(1, 4)('5')],
    ['no number', () => decimalNumber(0, 1)('')],
    ['an empty part of a list', () => listOf(wholeNumber(0))('1,,2')],
    ['a size without height', () => pictureSize('512')],
    ['a range that falls', () => wholeRange('9-3')],
    ['a word for a plane', () => focalPlane('mean')],
  ])('refuse %s', (_name, read) => {
    expect(read).toThrow(InvalidArgumentError);
  });
});
