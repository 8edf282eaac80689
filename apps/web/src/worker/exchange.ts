import {
  drawOverlay,
  type ExchangeFile,
  encodePng,
  encodeTiff,
  exportFormats,
  fileStems,
  fillOutlines,
  formatCsv,
  type Image,
  importPoints,
  labelPicture,
  type PointSet,
  readCounts,
  toDisplay,
} from '@celltally/imaging';
import { zipSync } from 'fflate';
import type { ExportArgs, ExportKind, ImportedCells, PictureToExport, SavedFile } from '../work/exchange.js';

type ReadPicture = (picture: PictureToExport) => Promise<Image>;

/** Corners of the disc that stands for a cell of which only the position is known. */
const CORNERS = 24;

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
  csv: async (args) => exportFormats.csv.write(setsOf(args)),
  roiset: async (args) => exportFormats.roiset.write(setsOf(args)),
  geojson: async (args) => exportFormats.geojson.write(setsOf(args)),
  coco: async (args) => exportFormats.coco.write(setsOf(args)),
  overlay: async ({ pictures, classes }, read) => {
    const stems = fileStems(pictures.map(({ name }) => name));
    const files: ExchangeFile[] = [];
    for (const [i, picture] of pictures.entries()) {
      files.push({ path: `${stems[i]}-overlay.png`, bytes: await overlay(picture, classes, read) });
    }
    return files;
  },
  labelsPng: async ({ pictures }) => labelFiles(pictures, 'png', (image) => encodePng(image)),
  labelsTiff: async ({ pictures }) => labelFiles(pictures, 'tif', (image) => encodeTiff(image)),
};

const setsOf = ({ pictures, classes }: ExportArgs): PointSet[] =>
  pictures.map(({ name, width, height, cells }) => ({ image: name, width, height, points: cells, classes }));

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

/** Each cell is a disc with a number of its own. */
function labelFiles(
  pictures: readonly PictureToExport[],
  extension: string,
  encode: (image: Image) => Uint8Array,
): ExchangeFile[] {
  const stems = fileStems(pictures.map(({ name }) => name));
  return pictures.map(({ name, cells, width, height }, i) => {
    const radius = discRadius(cells.length, width * height);
    const labels = fillOutlines(
      cells.map((cell) => [disc(cell, radius)]),
      width,
      height,
      name,
    );
    return { path: `${stems[i]}-labels.${extension}`, bytes: encode(labelPicture(labels)) };
  });
}

/** A third of the mean distance keeps most discs apart. */
const discRadius = (cells: number, area: number): number =>
  Math.max(1, Math.min(10, Math.sqrt(area / Math.max(1, cells)) / 3));

const disc = ({ x, y }: { readonly x: number; readonly y: number }, radius: number) =>
  Array.from({ length: CORNERS }, (_, i) => {
    const angle = (2 * Math.PI * i) / CORNERS;
    return { x: x + radius * Math.cos(angle), y: y + radius * Math.sin(angle) };
  });

/** The cells of a file that another program wrote, or this one; of a table of counts, the numbers. */
export async function importFile(name: string, bytes: Uint8Array): Promise<readonly ImportedCells[]> {
  try {
    const sets = await importPoints(bytes, name);
    return sets.map(({ image, points, classes = [] }) => ({
      image,
      cells: points.map(({ x, y, class: kind }) => ({
        x,
        y,
        ...(kind === undefined ? {} : { class: kind }),
      })),
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

function countsOf(bytes: Uint8Array, name: string): ReadonlyMap<string, number> | undefined {
  if (!/\.(csv|tsv|txt)$/i.test(name)) return undefined;
  try {
    return readCounts(new TextDecoder('utf-8').decode(bytes), { file: name });
  } catch {
    return undefined;
  }
}
