import { describe, expect, it } from 'vitest';
import { fillHoles } from './fill-holes.js';

const maskOf = (...rows: readonly string[]) => ({
  width: rows[0]!.length,
  height: rows.length,
  data: Uint8Array.from([...rows.join('')], (each) => (each === '#' ? 1 : 0)),
});
const drawn = ({ width, data }: { readonly width: number; readonly data: Uint8Array }): string[] =>
  Array.from({ length: data.length / width }, (_, y) =>
    Array.from(data.subarray(y * width, (y + 1) * width), (value) => (value ? '#' : '.')).join(''),
  );

describe('fillHoles', () => {
  it('fills what is enclosed, and not what reaches the border', () => {
    const mask = maskOf('######.', '#..#.#.', '#..####', '####..#', '...#...');
    expect(drawn(fillHoles(mask))).toEqual(['######.', '######.', '#######', '####..#', '...#...']);
  });

  it('takes what hangs together by corners only as closed', () => {
    expect(drawn(fillHoles(maskOf('.#.', '#.#', '.#.')))).toEqual(['.#.', '###', '.#.']);
  });

  it('leaves large holes open', () => {
    const mask = maskOf('#######', '#..##.#', '#######');
    expect(drawn(fillHoles(mask, 1))).toEqual(['#######', '#..####', '#######']);
  });

  it('leaves the mask as it was', () => {
    const mask = maskOf('###', '#.#', '###');
    fillHoles(mask);
    expect(mask.data[4]).toBe(0);
  });
});
