import { classesOf } from '../exchange/classes.js';
import { fileStems } from '../exchange/file-stems.js';
import type { ExchangeFile, PointSet } from '../exchange/point-set.js';
import { textBytes } from '../exchange/text-bytes.js';

/** The plugin offers at least this many types. */
const USUAL_TYPES = 8;

/**
 * Each picture's cells as `CellCounter_name.xml` for ImageJ's Cell Counter, a class being a type with its name and cells
 * without one the type after them. Half-pixel rule: markers are whole pixels, counted from 0; a cell marks the pixel that it
 * lies in, so positions are kept to half a pixel. Scores and outlines have no place.
 */
export function writeCellCounter(sets: readonly PointSet[]): ExchangeFile[] {
  const stems = fileStems(sets.map(({ image }) => image));
  const names = classesOf(sets).map(({ name }) => name);
  return sets.map((set, i) => ({ path: `CellCounter_${stems[i]}.xml`, bytes: textBytes(lines(set, names)) }));
}

function* lines(set: PointSet, names: readonly string[]): Generator<string> {
  const image = set.image.replace(/^.*[/\\]/, '');
  yield* [
    '<?xml version="1.0" encoding="UTF-8"?>\r\n',
    '<!-- Markers are whole pixels, counted from 0: the centre of the first pixel is marker (0, 0). -->\r\n',
    '<CellCounter_Marker_File>\r\n',
    ' <Image_Properties>\r\n',
    `     <Image_Filename>${escaped(image)}</Image_Filename>\r\n`,
    ' </Image_Properties>\r\n',
    ' <Marker_Data>\r\n',
    '     <Current_Type>0</Current_Type>\r\n',
  ];
  const types = Math.max(USUAL_TYPES, names.length + 1);
  for (let type = 1; type <= types; type++) {
    const name = names[type - 1];
    yield '     <Marker_Type>\r\n';
    yield `         <Type>${type}</Type>\r\n         <Name>${escaped(name ?? `Type ${type}`)}</Name>\r\n`;
    const cells = type > names.length + 1 ? [] : set.points.filter((cell) => cell.class === name);
    for (const { x, y } of cells) {
      yield '         <Marker>\r\n';
      yield `             <MarkerX>${pixel(x, set.width)}</MarkerX>\r\n`;
      yield `             <MarkerY>${pixel(y, set.height)}</MarkerY>\r\n`;
      yield '             <MarkerZ>1</MarkerZ>\r\n         </Marker>\r\n';
    }
    yield '     </Marker_Type>\r\n';
  }
  yield ' </Marker_Data>\r\n</CellCounter_Marker_File>\r\n';
}

/** A cell on the far edge of the picture belongs to the last pixel. */
function pixel(value: number, size = Number.POSITIVE_INFINITY): number {
  return Math.max(0, Math.min(Math.floor(value), size - 1));
}

/** Characters that XML cannot hold at all become the replacement character. */
function escaped(text: string): string {
  return (
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
      .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu, '\uFFFD')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('\t', '&#9;')
      .replaceAll('\n', '&#10;')
      .replaceAll('\r', '&#13;')
  );
}
