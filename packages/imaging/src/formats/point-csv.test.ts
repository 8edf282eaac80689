import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AnnotationError } from '../errors.js';
import { formatPointTable, isPointTable, readPointTable } from './point-csv.js';

const points = [
  { x: 3.5, y: 7.5 },
  { x: 1.5, y: 2.5 },
];

describe('readPointTable', () => {
  it.each([
    ['x,y', 'x,y\n3,7\n1,2\n'],
    ['Y;X with decimal commas', 'Y;X\n7,0;3,0\n2,0;1,0\n'],
    ['napari: index and axes in array order', 'index,axis-0,axis-1\n0,7,3\n1,2,1\n'],
    ['napari with a z axis', 'index,axis-0,axis-1,axis-2\n0,9,7,3\n1,9,2,1\n'],
    ['row and col', 'row\tcol\n7\t3\n2\t1\n'],
    ['CellProfiler', 'ObjectNumber,Location_Center_X,Location_Center_Y\n1,3,7\n2,1,2\n'],
    ['two columns without header', '3,7\n1,2\n'],
  ])('reads %s as pixel indices', (_, text) => {
    expect(readPointTable(text).points).toEqual(points);
  });

  it('takes coordinates as they are where they are corner-based', () => {
    expect(readPointTable('x,y\n3.5,7.5\n1.5,2.5\n', { origin: 'corner' }).points).toEqual(points);
  });

  it('groups by picture; a picture named without coordinates has no points', () => {
    const table = readPointTable('filename,x,y\na.png,3,7\nb.png,,\na.png,1,2\n');
    expect([...table.byFile!]).toEqual([
      ['a.png', points],
      ['b.png', []],
    ]);
    expect(table.points).toEqual(points);
  });

  it('is empty for a header alone', () => {
    expect(readPointTable('x,y\n').points).toEqual([]);
  });

  it.each([
    ['a,b\n1,2\n', 't.csv has the columns "a", "b", none of which is x'],
    ['x,b\n1,2\n', 'none of which is y'],
    ['x,y\n1,2\n1,two\n', 't.csv: row 3 has x "1" and y "two"'],
    ['1,2,3\n', 't.csv has 3 columns and no header'],
    ['', 'none of which is x'],
  ])('refuses %j', (text, message) => {
    const read = () => readPointTable(text, { file: 't.csv' });
    expect(read).toThrow(AnnotationError);
    expect(read).toThrow(message);
  });
});

describe('formatPointTable', () => {
  it('states its rule in the first line', () => {
    expect(formatPointTable([{ x: 0.5, y: 1.5 }])).toBe(
      '# points in pixels, x to the right, y down; corner-based: the centre of the first pixel is (0.5, 0.5)\nx,y\n0.5,1.5\n',
    );
    expect(formatPointTable([{ x: 0.5, y: 1.5 }], { origin: 'pixel-index' })).toContain('\nx,y\n0,1\n');
  });

  it('is read back exactly, in either origin', () => {
    const coordinate = fc.integer({ min: 0, max: 1 << 20 }).map((n) => n / 8);
    const list = fc.array(fc.record({ x: coordinate, y: coordinate }));
    fc.assert(
      fc.property(list, fc.constantFrom('corner' as const, 'pixel-index' as const), (some, origin) => {
        expect(readPointTable(formatPointTable(some, { origin })).points).toEqual(some);
      }),
    );
  });
});

describe('isPointTable', () => {
  it('tells points from counts', () => {
    expect(isPointTable('X,Y\n1,2')).toBe(true);
    expect(isPointTable('4,5\n1,2')).toBe(true);
    expect(isPointTable('filename,count\na,2')).toBe(false);
    expect(isPointTable('a.png,5\nb.png,6')).toBe(false);
    expect(isPointTable('')).toBe(false);
  });
});
