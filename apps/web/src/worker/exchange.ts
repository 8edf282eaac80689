import {
  drawOverlay,
  type ExchangeFile,
  encodePng,
  encodeTiff,
  exportFormats,
  fileStems,
  formatCsv,
  type Image,
  importPoints,
  type LabelImage,
  labelPicture,
  type MarkedCell,
  type PointSet,
  readCounts,
  toDisplay,
} from '@celltally/imaging';
import { zipSync } from 'fflate';
import type { ExportArgs, ExportKind, ImportedCells, PictureToExport, SavedFile } from '../work/exchange.js';
import { outlineOfRings, outlinesOf, ringsOf, rowsOf } from './outlines.js';
import { paintLabels } from './paint-labels.js';

type ReadPicture = (picture: PictureToExport) => Promise<Image>;

/** The largest label of a PNG of 16 bits. */
const MOST_OF_PNG = 65_535;

/** What was asked for, as one file: itself, or a zip file of several. */
export async function exportFile(args: ExportArgs, read: ReadPicture): Promise<SavedFile> {
  const files: ExchangeFile[] = [];
  for (const kind of args.kinds) {
    const made = await WRITERS[kind](args, read);
    // Several formats may name a picture's file alike.
    const folder = args.kinds.length > 1 && made.length > 1 ? `${kind}/` : '';
    files.push(...made.map(({ path, bytes }) => ({ path: folder + path, bytes })));
  }
  const [first] = files;
  if (files.length === 1 && first !== undefined) return { name: first.path, bytes: first.bytes };
  const entries = Object.fromEntries(files.map(({ path, bytes }) => [path, bytes]));
  return { name: 'celltally.zip', bytes: zipSync(entries) };
}

type Writer = (args: ExportArgs, read: ReadPicture) => Promise<readonly ExchangeFile[]>;

const WRITERS: Readonly<Record<ExportKind, Writer>> = {
  counts: async ({ counts }) => [
    {
      path: 'counts.csv',
      bytes: new TextEncoder().encode(formatCsv(counts)),
    },
  ],
  csv: async (args) => exportFormats.csv.write(setsOf(args, position)),
  roiset: async (args) => exportFormats.roiset.write(setsOf(args, shape)),
  geojson: async (args) => exportFormats.geojson.write(setsOf(args, shape)),
  coco: async (args) => exportFormats.coco.write(setsOf(args, shape)),
  overlay: async ({ pictures, classes }, read) => {
    const stems = fileStems(pictures.map(({ name }) => name));
    const files: ExchangeFile[] = [];
    for (const [i, picture] of pictures.entries()) {
      files.push({ path: `${stems[i]}-overlay.png`, bytes: await overlay(picture, classes, read) });
    }
    return files;
  },
  labelsPng: async ({ pictures }) => labelFiles(pictures, 'png'),
  labelsTiff: async ({ pictures }) => labelFiles(pictures, 'tif'),
};

type ExportedCell = PictureToExport['cells'][number];

const setsOf = ({ pictures, classes }: ExportArgs, toCell: (cell: ExportedCell) => MarkedCell): PointSet[] =>
  pictures.map(({ name, width, height, cells }) => ({
    ...{ image: name, width, height, classes },
    points: cells.map(toCell),
  }));

const position = ({ outline: _, ...cell }: ExportedCell): MarkedCell => cell;

const shape = ({ outline, ...cell }: ExportedCell): MarkedCell =>
  outline === undefined ? cell : { ...cell, outline: ringsOf(outline) };

async function overlay(
  picture: PictureToExport,
  classes: ExportArgs['classes'],
  read: ReadPicture,
): Promise<Uint8Array> {
  let drawn = toDisplay(await read(picture));
  for (const { name, colour } of classes) {
    const points = picture.cells.filter((cell) => cell.class === name);
    if (points.length > 0) drawn = drawOverlay(drawn, { points, marker: { colour } });
  }
  return encodePng(drawOverlay(drawn, { count: picture.cells.length }));
}

/** Of more cells than a PNG has labels, a TIFF. */
function labelFiles(pictures: readonly PictureToExport[], format: 'png' | 'tif'): ExchangeFile[] {
  const stems = fileStems(pictures.map(({ name }) => name));
  return pictures.map(({ name, cells, ...size }, i) => {
    const image = labelPicture(paintLabels(cells, size, name));
    const png = format === 'png' && cells.length <= MOST_OF_PNG;
    return {
      path: `${stems[i]}-labels.${png ? 'png' : 'tif'}`,
      bytes: png ? encodePng(image) : encodeTiff(image, { wholeNumbers: true }),
    };
  });
}

/** The cells of a file that another program wrote, or this one; of a table of counts, the numbers. */
export async function importFile(name: string, bytes: Uint8Array): Promise<readonly ImportedCells[]> {
  try {
    const sets = await importPoints(bytes, name);
    return sets.map(({ image, plane, width, height, points, labels, classes = [] }) => ({
      image,
      ...(plane === undefined || width === undefined || height === undefined
        ? {}
        : { plane, size: { width, height } }),
      cells: outlined(points, labels),
      classes: classes.map((each) => ({
        name: each.name,
        ...(each.colour === undefined ? {} : { colour: each.colour }),
      })),
    }));
  } catch (error) {
    const counts = countsOf(bytes, name);
    // What is no table of counts either is reported as what it was taken for at first.
    if (counts === undefined) throw error;
    return [...counts].map(([image, count]) => ({ image, count, cells: [], classes: [] }));
  }
}

/** Cells with the pixels of their labels, or else of their rings. */
function outlined(points: PointSet['points'], labels: LabelImage | undefined): ImportedCells['cells'] {
  const outlines =
    labels === undefined
      ? points.map(({ outline }) => outline && outlineOfRings(outline))
      : outlinesOf(rowsOf(labels), points.length);
  return points.map(({ x, y, class: kind }, i) => {
    const outline = outlines[i];
    return {
      x,
      y,
      ...(kind === undefined ? {} : { class: kind }),
      ...(outline === undefined ? {} : { outline }),
    };
  });
}

function countsOf(bytes: Uint8Array, name: string): ReadonlyMap<string, number> | undefined {
  if (!/\.(csv|tsv|txt)$/i.test(name)) return undefined;
  try {
    return readCounts(new TextDecoder('utf-8').decode(bytes), { file: name });
  } catch {
    return undefined;
  }
}
