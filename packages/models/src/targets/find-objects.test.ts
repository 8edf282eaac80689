import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findObjects, objectsBySplit } from './find-objects.js';

describe('objectsBySplit', () => {
  it('finds at every waist what is found at that waist alone', () => {
    const ball = fc.tuple(fc.nat(30), fc.nat(30), fc.integer({ min: 1, max: 7 }));
    const splits = [undefined, 0.05, 0.1, 0.2, 0.4];
    fc.assert(
      fc.property(fc.array(ball, { maxLength: 8 }), (balls) => {
        const size = { width: 36, height: 36 };
        const data = Float32Array.from({ length: size.width * size.height }, (_, i) => {
          const [x, y] = [i % size.width, Math.floor(i / size.width)];
          return balls.some(([left, top, radius]) => Math.hypot(x - left, y - top) <= radius) ? 0.9 : 0.1;
        });
        const thresholds = { relativeThreshold: 0, absoluteThreshold: 0.5 };
        const found = objectsBySplit({ ...size, data }, thresholds, splits);
        splits.forEach((split, i) => {
          const alone = findObjects(
            { ...size, data },
            { ...thresholds, ...(split === undefined ? {} : { split }) },
          );
          expect(found[i]).toEqual(alone.objects);
        });
      }),
    );
  });
});
