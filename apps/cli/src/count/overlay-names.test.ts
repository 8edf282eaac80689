import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { overlayNames } from './overlay-names.js';

describe('overlayNames', () => {
  it('are the pictures’ names with .png', () => {
    expect(overlayNames(['a.tif', 'b.ome.tif', 'c.d.JPG', 'plain'])).toEqual([
      'a.png',
      'b.png',
      'c.d.png',
      'plain.png',
    ]);
  });

  it('keep extensions where these alone tell pictures apart', () => {
    expect(overlayNames(['a.tif', 'a.png', 'A.jpg'])).toEqual(['a.tif.png', 'a.png.png', 'A.jpg.png']);
  });

  it('hold folders without making any', () => {
    expect(overlayNames(['p1/a.png', 'p2/a.png', '../up/a.png'])).toEqual([
      'p1_a.png',
      'p2_a.png',
      'up_a.png',
    ]);
  });

  it('are never alike, and never leave their folder', () => {
    const part = fc.stringMatching(/^[aAbB._-]{1,3}$/);
    const path = fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/'));
    fc.assert(
      fc.property(fc.uniqueArray(path, { maxLength: 12 }), (paths) => {
        const names = overlayNames(paths);
        expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(paths.length);
        expect(names.every((name) => !name.includes('/') && name.endsWith('.png'))).toBe(true);
      }),
    );
  });
});
