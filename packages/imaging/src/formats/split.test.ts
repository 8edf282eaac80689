import { describe, expect, it } from 'vitest';
import { DatasetError } from '../errors.js';
import { formatSplit, parseSplit } from './split.js';

const splits = { train: ['a.png', 'b.png'], val: [], test: ['c.png'] };

describe('parseSplit', () => {
  it('reads the parts, the sentence and the smallest object', () => {
    const text = JSON.stringify({ annotation: 'labels are unique', minimumObjectPixels: 25, splits });
    expect(parseSplit(text)).toEqual({
      splits,
      annotation: 'labels are unique',
      rule: { marks: 'unique-labels' },
      minimumObjectPixels: 25,
    });
  });

  it('prefers a stated rule to the sentence', () => {
    const text = JSON.stringify({
      annotation: 'labels are unique',
      marks: 'discs',
      threshold: 9,
      channel: 1,
      splits,
    });
    expect(parseSplit(text).rule).toEqual({ marks: 'discs', threshold: 9, channel: 1 });
  });

  it('reads bare parts, and "validation" for "val"', () => {
    expect(parseSplit('{"train":["a"],"validation":["b"]}').splits).toEqual({
      train: ['a'],
      val: ['b'],
      test: [],
    });
  });

  it.each([
    ['{', 'split.json is no JSON'],
    ['[]', 'must hold an object with the key "splits"'],
    ['{"splits":{"train":"a.png"}}', '"train" must be a list of picture names, but is "a.png"'],
    ['{"splits":{"test":[1]}}', '"test" must be a list of picture names'],
    ['{"splits":{"train":["a"],"test":["a"]}}', 'names "a" in train and again in test'],
    ['{"splits":{"train":["a","a"]}}', 'names "a" in train and again in train'],
    [
      '{"splits":{},"minimumObjectPixels":0}',
      '"minimumObjectPixels" must be a whole number from 1, but is 0',
    ],
    ['{"splits":{},"marks":"dots"}', '"marks" must be one of pixels, discs'],
  ])('refuses %s', (text, message) => {
    expect(() => parseSplit(text)).toThrow(message);
  });

  it('throws DatasetError', () => {
    expect(() => parseSplit('{')).toThrow(DatasetError);
  });
});

describe('formatSplit', () => {
  it('is read back', () => {
    const file = {
      splits,
      annotation: 'by hand',
      rule: { marks: 'pixels', threshold: 3 },
      minimumObjectPixels: 4,
    } as const;
    expect(parseSplit(formatSplit(file))).toEqual(file);
    expect(parseSplit(formatSplit({ splits }))).toEqual({ splits });
  });
});
