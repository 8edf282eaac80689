import { describe, expect, it } from 'vitest';
import { readAnnotationNote } from './annotation-note.js';

describe('readAnnotationNote', () => {
  it.each([
    [
      'NNNdots.png: every pixel with a red value above 0 is one cell centre',
      { marks: 'pixels', channel: 0, threshold: 0 },
    ],
    ['1-bit, every set pixel is one cell centre', { marks: 'pixels' }],
    [
      'every pixel with red above 100 is one cell centre (150x150)',
      { marks: 'pixels', channel: 0, threshold: 100 },
    ],
    [
      'RGBA: the red channel labels objects; one label may be used by several separate objects',
      { marks: 'reused-labels', channel: 0 },
    ],
    ['every non-zero label is one nucleus (labels are unique)', { marks: 'unique-labels' }],
    ['hand-made: every disc is one cell', { marks: 'discs' }],
    ['drawn by two experts', undefined],
  ])('%s', (note, rule) => {
    expect(readAnnotationNote(note)).toEqual(rule);
  });
});
