import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matrix, planes, rows } from '../testing/images.node.js';
import { flip } from './flip.js';
import { quarterTurn } from './quarter-turn.js';

const image = matrix([
  [1, 2, 3],
  [4, 5, 6],
]);

describe('quarterTurn', () => {
  it.each([
    [
      0,
      [
        [1, 2, 3],
        [4, 5, 6],
      ],
    ],
    [
      1,
      [
        [4, 1],
        [5, 2],
        [6, 3],
      ],
    ],
    [
      2,
      [
        [6, 5, 4],
        [3, 2, 1],
      ],
    ],
    [
      3,
      [
        [3, 6],
        [2, 5],
        [1, 4],
      ],
    ],
    [
      -1,
      [
        [3, 6],
        [2, 5],
        [1, 4],
      ],
    ],
    [
      5,
      [
        [4, 1],
        [5, 2],
        [6, 3],
      ],
    ],
  ])('turns clockwise %i times', (turns, expected) => {
    expect(rows(quarterTurn(image, turns))).toEqual(expected);
  });

  it('turns every channel', () => {
    const turned = quarterTurn(planes([[[1, 2]], [[3, 4]]]), 1);
    expect([rows(turned, 0), rows(turned, 1)]).toEqual([
      [[1], [2]],
      [[3], [4]],
    ]);
    expect(turned).toMatchObject({ width: 1, height: 2 });
  });

  it('adds up, and half a turn is both flips', () => {
    fc.assert(
      fc.property(fc.integer({ min: -9, max: 9 }), fc.integer({ min: -9, max: 9 }), (a, b) => {
        expect(quarterTurn(quarterTurn(image, a), b)).toEqual(quarterTurn(image, a + b));
      }),
    );
    expect(quarterTurn(image, 2)).toEqual(flip(flip(image, 'horizontal'), 'vertical'));
  });

  it('refuses a broken turn', () => {
    expect(() => quarterTurn(image, 0.5)).toThrow('turns must be a whole number, not 0.5');
  });
});
