import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AnnotationError } from '../errors.js';
import { formatCounts, isCountTable, readCounts } from './counts-csv.js';

describe('readCounts', () => {
  it.each([
    ['filename,count', 'filename,count\na.png,3\nb.png,0\n'],
    ['another order and case', 'Count;Image\n3;a.png\n0;b.png\n'],
    ['ilastik without header', 'a.png,3\nb.png,0.0\n'],
    ['CellProfiler', 'ImageNumber,FileName_DNA,Count_Nuclei\n1,a.png,3\n2,b.png,0\n'],
  ])('reads %s', (_, text) => {
    expect([...readCounts(text)]).toEqual([
      ['a.png', 3],
      ['b.png', 0],
    ]);
  });

  it('gives every file of a CellProfiler image set the count', () => {
    const text = 'Count_Nuclei,FileName_DNA,FileName_Actin\n5,a_w1.tif,a_w2.tif\n';
    expect(Object.fromEntries(readCounts(text))).toEqual({ 'a_w1.tif': 5, 'a_w2.tif': 5 });
  });

  it('asks which column where several hold counts', () => {
    const text = 'FileName_DNA,Count_Cells,Count_Nuclei\na.png,4,5\n';
    expect(() => readCounts(text)).toThrow('several columns hold counts');
    expect(readCounts(text, { column: 'Count_Nuclei' }).get('a.png')).toBe(5);
    expect(() => readCounts(text, { column: 'Count_X' })).toThrow('there is no column "Count_X"');
  });

  it.each([
    ['filename,count\na.png,-1\n', 'the count of "a.png" is "-1"'],
    ['filename,count\na.png,many\n', 'the count of "a.png" is "many"'],
    ['filename,count\na.png\n', 'the count of "a.png" is ""'],
    ['filename,count\na.png,1\na.png,2\n', '"a.png" is counted twice, as 1 and as 2'],
    ['count,total\n1,2\n', 'no column holds picture names'],
    ['filename,x\na,2\n', 'no column holds counts'],
  ])('refuses %j', (text, message) => {
    const read = () => readCounts(text, { file: 'counts.csv' });
    expect(read).toThrow(AnnotationError);
    expect(read).toThrow(message);
    expect(read).toThrow('counts.csv');
  });

  it('reads back what formatCounts writes', () => {
    const name = fc
      .string({ unit: fc.constantFrom('a', 'b', ',', '"', ' ', '-'), minLength: 1 })
      .map((s) => `n${s}.png`);
    fc.assert(
      fc.property(fc.dictionary(name, fc.nat()), (counts) => {
        expect(Object.fromEntries(readCounts(formatCounts(Object.entries(counts))))).toEqual({ ...counts });
      }),
    );
  });
});

describe('isCountTable', () => {
  it('tells counts from points and other tables', () => {
    expect(isCountTable('filename,count\n')).toBe(true);
    expect(isCountTable('a.png,12\nb.png,3\n')).toBe(true);
    expect(isCountTable('1,2\n3,4\n')).toBe(false);
    expect(isCountTable('x,y\n3,4\n')).toBe(false);
    expect(isCountTable('')).toBe(false);
  });
});
