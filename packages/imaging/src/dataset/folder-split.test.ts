import { describe, expect, it } from 'vitest';
import { folderSplits, splitOfWord } from './folder-split.js';

describe('folderSplits', () => {
  it('takes first folders as parts', () => {
    expect(folderSplits(['train/a', 'validation/b', 'test/c'])).toEqual({
      train: ['train/a'],
      val: ['validation/b'],
      test: ['test/c'],
    });
  });

  it('sees no split in one part alone, or where a name is in none', () => {
    expect(folderSplits(['train/a', 'train/b'])).toBeUndefined();
    expect(folderSplits(['train/a', 'test/b', 'c'])).toBeUndefined();
    expect(folderSplits(['train/a', 'slides/b'])).toBeUndefined();
  });
});

describe('splitOfWord', () => {
  it('knows the usual words, with a year or without', () => {
    expect(['Training', 'train2017', 'valid', 'val_1', 'test'].map(splitOfWord)).toEqual([
      'train',
      'train',
      'val',
      'val',
      'test',
    ]);
    expect(splitOfWord('constructor')).toBeUndefined();
    expect(splitOfWord('trainer')).toBeUndefined();
  });
});
