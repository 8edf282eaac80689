import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvRecord, writeCsv } from './csv.js';

/** Reads RFC 4180 one character at a time; written from the grammar, shares nothing with the writer. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let field = '';
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const char = text[i]!;
    if (quoted) {
      if (char !== '"') field += char;
      else if (text[i + 1] === '"') field += text[++i];
      else quoted = false;
    } else if (char === '"') {
      quoted = true;
    } else if (char === ',') {
      row.push(field);
      field = '';
    } else if (char === '\r' && text[i + 1] === '\n') {
      rows.push([...row, field]);
      row = [];
      field = '';
      i++;
    } else {
      field += char;
    }
  }
  return rows;
}

describe('csv', () => {
  it('quotes only what needs quotes', () => {
    expect(csvRecord(['a b', 'x,y', 'say "hi"', 'two\nlines', 3.25, true])).toBe(
      'a b,"x,y","say ""hi""","two\nlines",3.25,true\r\n',
    );
    expect(csvRecord(['#1.tif', ' a', 'b#'])).toBe('"#1.tif"," a",b#\r\n');
  });

  it('leaves a field empty where there is no value', () => {
    expect(csvRecord(['a', undefined, Number.NaN, Number.POSITIVE_INFINITY, ''])).toBe('a,,,,\r\n');
    expect(csvRecord([''])).toBe('""\r\n');
  });

  it('is read back as it was written', () => {
    const text = fc.oneof(
      fc.string(),
      fc.constantFrom('', ',', '"', '""', '\r\n', '\n', ' "a", b', 'zelle Ä 細胞'),
    );
    const table = fc
      .integer({ min: 1, max: 5 })
      .chain((columns) =>
        fc.array(fc.array(text, { minLength: columns, maxLength: columns }), { minLength: 1 }),
      );
    fc.assert(
      fc.property(table, ([header, ...rows]) => {
        expect(readCsv(writeCsv(header!, rows))).toEqual([header, ...rows]);
      }),
    );
  });

  it('keeps every bit of a finite number', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(Number(readCsv(csvRecord([value]))[0]![0])).toBe(value === 0 ? 0 : value);
      }),
    );
  });
});
