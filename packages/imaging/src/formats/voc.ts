import { XMLParser } from 'fast-xml-parser';
import type { Box } from '../annotation.js';
import { AnnotationError } from '../errors.js';

/** What one VOC file says about one picture. */
export interface VocFile {
  /** The picture's file name as written, which tools do not always keep up to date. */
  readonly filename?: string;
  readonly width?: number;
  readonly height?: number;
  readonly boxes: readonly Box[];
}

/**
 * Reads a PASCAL VOC annotation (Everingham et al., development kit). Its boxes are 1-based and inclusive:
 * `xmin = xmax = 1` is the first column alone. Throws `AnnotationError` for malformed XML or boxes.
 */
export function readVoc(text: string, file?: string): VocFile {
  const title = file ?? 'The VOC annotation';
  const parser = new XMLParser({
    ignoreAttributes: true,
    parseTagValue: false,
    isArray: (name) => name === 'object',
  });
  let parsed: unknown;
  try {
    parsed = parser.parse(text, true);
  } catch (cause) {
    throw new AnnotationError(`${title} is no well-formed XML. Export it again.`, file, { cause });
  }
  const root = child(parsed, 'annotation');
  if (root === undefined) {
    throw new AnnotationError(`${title} has no <annotation> at its root, so it is no VOC annotation.`, file);
  }
  const objects = child(root, 'object');
  const filename = child(root, 'filename');
  const size = child(root, 'size');
  const [width, height] = [whole(child(size, 'width')), whole(child(size, 'height'))];
  return {
    ...(typeof filename === 'string' ? { filename } : {}),
    ...(width ? { width } : {}),
    ...(height ? { height } : {}),
    boxes: (Array.isArray(objects) ? objects : []).map((object, index) => toBox(object, index, title, file)),
  };
}

function toBox(object: unknown, index: number, title: string, file: string | undefined): Box {
  const bounds = child(object, 'bndbox');
  const [xmin, ymin, xmax, ymax] = ['xmin', 'ymin', 'xmax', 'ymax'].map((name) => {
    const value = child(bounds, name);
    return typeof value === 'string' && value !== '' ? Number(value) : Number.NaN;
  }) as [number, number, number, number];
  const box = { left: xmin - 1, top: ymin - 1, width: xmax - xmin + 1, height: ymax - ymin + 1 };
  if (Object.values(box).every(Number.isFinite) && box.width > 0 && box.height > 0) return box;
  throw new AnnotationError(
    `${title}: object ${index + 1} has the box xmin ${xmin}, ymin ${ymin}, xmax ${xmax}, ymax ${ymax}; all four must be numbers, and the maxima not below the minima.`,
    file,
  );
}

function child(node: unknown, name: string): unknown {
  return typeof node === 'object' && node !== null ? (node as Record<string, unknown>)[name] : undefined;
}

function whole(value: unknown): number | undefined {
  const number = Number(value);
  return Number.isInteger(number) ? number : undefined;
}
