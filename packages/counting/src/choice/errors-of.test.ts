import { describe, expect, it } from 'vitest';
import { errorsOf } from './errors-of.js';

describe('errorsOf', () => {
  it('reads errors of the test part, else of val, and tells the two apart', () => {
    const val = { images: 2, MAE: 3, 'relative error': 0.2 };
    const test = { images: 9, MAE: 4, 'relative error': 0.3 };
    const measured = [{ data: 'x, 9 pictures', mae: 4 }];
    expect(errorsOf({ val, test }, 'x')).toEqual({ error: 0.3, measured });
    // Nothing of what was joined to x was tested.
    expect(errorsOf({ val, test }, 'x + empty')).toEqual({ error: 0.3, measured });
    expect(errorsOf({ val }, 'x')).toEqual({ error: 0.2, measured: [{ data: 'x, val', mae: 3 }] });
    expect(errorsOf({}, 'x')).toEqual({ error: undefined, measured: [] });
  });

  it('reads errors on other data sets, too', () => {
    const figures = {
      val: { images: 9, MAE: 3, 'relative error': 0.2 },
      'a test': { images: 5, MAE: 1, 'relative error': 0.1 },
      'b (grey) test': { images: 4, MAE: 2, 'relative error': 0.3 },
    };
    const measured = [
      { data: 'a, 5 pictures', mae: 1 },
      { data: 'b (grey), 4 pictures', mae: 2 },
    ];
    expect(errorsOf(figures, 'a + b')).toEqual({ error: 0.2, measured });
    const test = { images: 7, MAE: 4, 'relative error': 0.5 };
    expect(errorsOf({ ...figures, test }, 'c')).toEqual({
      error: 0.5,
      measured: [...measured, { data: 'c, 7 pictures', mae: 4 }],
    });
  });
});
