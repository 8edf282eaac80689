import { describe, expect, it } from 'vitest';
import { readCellCounter } from './cell-counter-read.js';
import { writeCellCounter } from './cell-counter-write.js';

const marker = (x: string, y: string) =>
  `<Marker><MarkerX>${x}</MarkerX><MarkerY>${y}</MarkerY><MarkerZ>1</MarkerZ></Marker>`;
const file = (...types: readonly string[]) =>
  `<?xml version="1.0" encoding="UTF-8"?>\r\n<CellCounter_Marker_File>\r\n <Image_Properties>\r\n     <Image_Filename>a &amp; b.tif</Image_Filename>
 </Image_Properties><Marker_Data><Current_Type>1</Current_Type>${types.join('')}</Marker_Data></CellCounter_Marker_File>`;
const type = (number: number, name: string, ...markers: readonly string[]) =>
  `<Marker_Type><Type>${number}</Type>${name}${markers.join('')}</Marker_Type>`;

describe('readCellCounter', () => {
  it('adds half a pixel, and takes types with a name as classes', () => {
    const text = file(
      type(1, '<Name>live</Name>', marker('3', '4')),
      type(2, '<Name>Type 2</Name>', marker('0', '0')),
    );
    expect(readCellCounter(text, 'x')).toEqual({
      image: 'a & b.tif',
      points: [
        { x: 3.5, y: 4.5, class: 'live' },
        { x: 0.5, y: 0.5 },
      ],
      classes: [{ name: 'live' }],
    });
  });

  it('tells several types without a name apart', () => {
    const text = file(
      type(1, '', marker('1', '1')),
      type(2, '<Name>Type 2</Name>', marker('2', '2')),
      type(3, ''),
    );
    expect(readCellCounter(text, 'x').points.map((cell) => cell.class)).toEqual(['Type 1', 'Type 2']);
  });

  it.each([
    ['<CellCounter_Marker_File><Marker_Data>', /m\.xml is no well-formed XML/],
    ['<CellCounter_Marker_File></CellCounter_Marker_File>', /m\.xml has no <Marker_Data>/],
    [file(type(1, '', marker('1', ''))), /m\.xml: marker 1 of type 1 has MarkerX "1" and MarkerY ""/],
  ])('refuses %s', (text, message) => {
    expect(() => readCellCounter(text, 'x', 'm.xml')).toThrow(message);
  });
});

describe('writeCellCounter', () => {
  it('writes whole pixels inside the picture, eight types, and the file names of the plugin', () => {
    const points = [
      { x: 9.99, y: 0, class: 'a<b>' },
      { x: 10, y: 8 },
    ];
    const [written] = writeCellCounter([{ image: 'plate/well 1.tif', width: 10, height: 8, points }]);
    expect(written!.path).toBe('CellCounter_plate_well 1.xml');
    const text = new TextDecoder().decode(written!.bytes);
    expect(text).toContain('<Image_Filename>well 1.tif</Image_Filename>\r\n');
    expect(text).toContain('<Name>a&lt;b&gt;</Name>');
    expect(text.match(/<MarkerX>\d+/g)).toEqual(['<MarkerX>9', '<MarkerX>9']);
    expect(text.match(/<MarkerY>\d+/g)).toEqual(['<MarkerY>0', '<MarkerY>7']);
    expect(text.match(/<Marker_Type>/g)).toHaveLength(8);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });
});
