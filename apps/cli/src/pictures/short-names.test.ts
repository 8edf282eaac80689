import { describe, expect, it } from 'vitest';
import { shortNames } from './short-names.js';

describe('shortNames', () => {
  it('are file names where these tell files apart', () => {
    expect(shortNames(['plate/a.png', 'b.png'])).toEqual(['a.png', 'b.png']);
  });

  it('grow by folders only where names repeat', () => {
    expect(shortNames(['p1/raw/a.png', 'p2/raw/a.png', 'p2/raw/b.png'])).toEqual([
      'p1/raw/a.png',
      'p2/raw/a.png',
      'b.png',
    ]);
  });

  it('are different for files at different depths', () => {
    expect(shortNames(['a.png', 'x/a.png', '../y/x/a.png'])).toEqual(['a.png', 'x/a.png', 'y/x/a.png']);
  });
});
