import { describe, expect, it } from 'vitest';
import { AnnotationError } from '../errors.js';
import { readVoc } from './voc.js';

const object = (xmin: unknown, ymin: unknown, xmax: unknown, ymax: unknown): string =>
  `<object><name>cell</name><bndbox><xmin>${xmin}</xmin><ymin>${ymin}</ymin><xmax>${xmax}</xmax><ymax>${ymax}</ymax></bndbox></object>`;
const size = '<size><width>40</width><height>30</height><depth>3</depth></size>';

describe('readVoc', () => {
  it('takes boxes as 1-based and inclusive', () => {
    const text = `<?xml version="1.0"?><annotation><filename>007.png</filename>${size}${object(1, 1, 1, 1)}${object(11, 5, 20, 7)}</annotation>`;
    expect(readVoc(text)).toEqual({
      filename: '007.png',
      width: 40,
      height: 30,
      boxes: [
        { left: 0, top: 0, width: 1, height: 1 },
        { left: 10, top: 4, width: 10, height: 3 },
      ],
    });
  });

  it('reads one object, and none', () => {
    expect(readVoc(`<annotation>${object(1, 2, 3, 4)}</annotation>`).boxes).toHaveLength(1);
    expect(readVoc(`<annotation>${size}</annotation>`).boxes).toEqual([]);
  });

  it.each([
    ['<annotation>', 'a.xml is no well-formed XML'],
    ['<html></html>', 'a.xml has no <annotation>'],
    [`<annotation>${object(5, 1, 3, 2)}</annotation>`, 'object 1 has the box xmin 5, ymin 1, xmax 3'],
    [`<annotation>${object('', 1, 3, 2)}</annotation>`, 'xmin NaN'],
    ['<annotation><object><name>x</name></object></annotation>', 'object 1 has the box xmin NaN'],
  ])('refuses %s', (text, message) => {
    expect(() => readVoc(text, 'a.xml')).toThrow(AnnotationError);
    expect(() => readVoc(text, 'a.xml')).toThrow(message);
  });
});
