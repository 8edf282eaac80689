import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { displayWidth, truncateEnd, truncateMiddle, withoutControls } from './display-width.js';

describe('displayWidth', () => {
  it.each([
    ['', 0],
    ['plain', 5],
    ['Zählung', 7],
    ['Za\u0308hlung', 7],
    ['細胞', 4],
    ['세포.tif', 8],
    ['🧫', 2],
    ['👩‍🔬', 2],
    ['\u001b[31mred\u001b[39m', 3],
    ['a\u200bb', 2],
  ])('measures %j as %d columns', (text, columns) => {
    expect(displayWidth(text)).toBe(columns);
  });
});

describe('truncation', () => {
  it('cuts out the middle of a name and keeps its ending', () => {
    expect(truncateMiddle('experiment-07/plate-A/well-B03.tif', 21)).toBe('experiment…ll-B03.tif');
    expect(truncateMiddle('short.png', 20)).toBe('short.png');
  });

  it('cuts off the end of a message', () => {
    expect(truncateEnd('loss 0.0123 · MAE 3.21', 12)).toBe('loss 0.0123…');
  });

  it('never exceeds the columns given and never splits a character', () => {
    const text = fc.array(fc.constantFrom('a', 'é', 'e\u0301', '細', '👩‍🔬', '.', '/'), { maxLength: 30 });
    fc.assert(
      fc.property(text, fc.nat(20), (parts, columns) => {
        for (const shorten of [truncateMiddle, truncateEnd]) {
          const short = shorten(parts.join(''), columns);
          expect(displayWidth(short)).toBeLessThanOrEqual(columns);
          expect(short.replace('…', '')).not.toMatch(/^\u0301|\ud83d$|^\u200d/);
        }
      }),
    );
  });
});

describe('withoutControls', () => {
  it('takes the power from escape codes and line breaks', () => {
    expect(withoutControls('a\u001b[2Jb\nc\u202ed')).toBe('a�[2Jb�c�d');
  });
});
