import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AnnotationError } from '../errors.js';
import { csvNumber, formatCsv, parseCsv } from './csv.js';

describe('parseCsv', () => {
  it('reads quotes, doubled quotes, delimiters and line breaks inside quotes', () => {
    const text = 'name,count\r\n"a, b.png",3\r\n"say ""hi""",4\r\n"two\nlines",5\r\n';
    expect(parseCsv(text).rows).toEqual([
      ['name', 'count'],
      ['a, b.png', '3'],
      ['say "hi"', '4'],
      ['two\nlines', '5'],
    ]);
  });

  it.each([
    ['x;y\n1,5;2,5\n', ';'],
    ['x\ty\n1\t2\n', '\t'],
    ['x y\n1 2\n', ' '],
    ['x,y\n1,2\n', ','],
    ['"a;b",2\n"c;d",3\n', ','],
  ])('detects the delimiter of %j', (text, delimiter) => {
    expect(parseCsv(text).delimiter).toBe(delimiter);
  });

  it('drops the byte order mark, blank lines and outer blanks, and hands comments out', () => {
    const table = parseCsv('\uFEFF# first\nx, y\n\n1 , 2\r# last');
    expect(table.rows).toEqual([
      ['x', 'y'],
      ['1', '2'],
    ]);
    expect(table.comments).toEqual(['first', 'last']);
  });

  it('refuses a quote that is never closed, naming file and row', () => {
    expect(() => parseCsv('a,b\n"c,d\n', { file: 't.csv' })).toThrow(AnnotationError);
    expect(() => parseCsv('a,b\n"c,d\n', { file: 't.csv' })).toThrow(
      't.csv: a quoted field is never closed (row 2)',
    );
  });

  it('reads back whatever was written', () => {
    const field = fc.string({ unit: fc.constantFrom('a', '1', ',', '"', '\n', '\r', ' ', '#', ';', 'é') });
    const table = fc
      .integer({ min: 2, max: 4 })
      .chain((columns) =>
        fc.array(fc.array(field, { minLength: columns, maxLength: columns }), { minLength: 1 }),
      );
    fc.assert(
      fc.property(table, (rows) => {
        expect(parseCsv(formatCsv(rows, ['rule']), { delimiter: ',' })).toEqual({
          rows,
          comments: ['rule'],
          delimiter: ',',
        });
      }),
    );
  });
});

describe('csvNumber', () => {
  it('takes a comma as decimal sign where it does not delimit', () => {
    expect(csvNumber('1,5', ';')).toBe(1.5);
    expect(csvNumber('1.5', ',')).toBe(1.5);
    expect(csvNumber('', ',')).toBeNaN();
    expect(csvNumber('x', ',')).toBeNaN();
  });
});
