import { XMLParser } from 'fast-xml-parser';
import { AnnotationError } from '../../errors.js';
import { readClasses } from '../exchange/classes.js';
import type { CellClass, MarkedCell, PointSet } from '../exchange/point-set.js';
import { HALF_PIXEL } from './roi-cells.js';

/**
 * Reads a marker file of ImageJ's Cell Counter. Markers are pixel indices, so half a pixel is added. A type is a class of its
 * name; markers of the one type that has no name of its own ("Type 1") have no class, unless several such types are used.
 *
 * @param image what the picture is called where the file does not say
 * @throws AnnotationError for malformed XML, and where a marker has no usable position
 */
export function readCellCounter(text: string, image: string, file?: string): PointSet {
  const title = file ?? 'The marker file';
  const parser = new XMLParser({
    ignoreAttributes: true,
    parseTagValue: false,
    trimValues: false,
    processEntities: false,
    isArray: (name) => name === 'Marker_Type' || name === 'Marker',
  });
  let parsed: unknown;
  try {
    parsed = parser.parse(text, true);
  } catch (cause) {
    throw new AnnotationError(`${title} is no well-formed XML. Save it again from the Cell Counter.`, file, {
      cause,
    });
  }
  const root = child(parsed, 'CellCounter_Marker_File');
  const data = child(root, 'Marker_Data');
  if (data === undefined) {
    throw new AnnotationError(
      `${title} has no <Marker_Data> in a <CellCounter_Marker_File>, so it is no marker file of the Cell Counter.`,
      file,
    );
  }
  const types = list(child(data, 'Marker_Type')).map((type, index) => {
    const number = unescaped(child(type, 'Type')).trim() || String(index + 1);
    return {
      name: unescaped(child(type, 'Name')) || `Type ${number}`,
      named: unescaped(child(type, 'Name')) !== `Type ${number}` && child(type, 'Name') !== undefined,
      cells: list(child(type, 'Marker')).map((marker, i) =>
        position(marker, `marker ${i + 1} of type ${number}`, title, file),
      ),
    };
  });
  const nameless = types.filter(({ named, cells }) => !named && cells.length > 0).length;
  const isClass = ({ named, cells }: (typeof types)[number]): boolean =>
    named || (nameless > 1 && cells.length > 0);
  const stated = unescaped(child(child(root, 'Image_Properties'), 'Image_Filename'));
  return {
    image: stated.trim() === '' ? image : stated,
    points: types.flatMap((type) =>
      type.cells.map((cell) => (isClass(type) ? { ...cell, class: type.name } : cell)),
    ),
    ...readClasses(types.filter(isClass).map(({ name }): CellClass => ({ name }))),
  };
}

function position(marker: unknown, which: string, title: string, file: string | undefined): MarkedCell {
  const [x, y] = ['MarkerX', 'MarkerY'].map((name) => unescaped(child(marker, name)).trim()) as [
    string,
    string,
  ];
  const valid = [x, y].every((value) => value !== '' && Number.isFinite(Number(value)));
  if (valid) return { x: Number(x) + HALF_PIXEL, y: Number(y) + HALF_PIXEL };
  throw new AnnotationError(
    `${title}: ${which} has MarkerX "${x}" and MarkerY "${y}"; both must be numbers. Correct the marker or remove it.`,
    file,
  );
}

function child(node: unknown, name: string): unknown {
  return typeof node === 'object' && node !== null ? (node as Record<string, unknown>)[name] : undefined;
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** The parser's own decoding trims and knows fewer characters. The plugin writes bare ampersands, which stay. */
function unescaped(value: unknown): string {
  if (typeof value !== 'string') return '';
  return value.replaceAll(/&(?:#(\d+)|#x([\da-f]+)|(amp|lt|gt|quot|apos));/gi, (_, decimal, hex, name) =>
    name === undefined
      ? String.fromCodePoint(
          Math.min(0x10ffff, Number.parseInt(decimal ?? hex, decimal === undefined ? 16 : 10)),
        )
      : NAMED[String(name).toLowerCase()]!,
  );
}
