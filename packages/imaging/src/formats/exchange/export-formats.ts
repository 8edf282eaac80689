import { writeCoco } from '../coco-write.js';
import { writeCellCounter } from '../imagej/cell-counter-write.js';
import { writeRoiSets, writeRois } from '../imagej/roi-files.js';
import { writeGeoJson } from '../qupath/geojson-write.js';
import { writeLabelImages } from './label-files.js';
import type { ExchangeFile, PointSet } from './point-set.js';
import { writeNapari, writePointsCsv } from './table-files.js';

/** A format in which cells are given to other programs. */
export interface ExportFormat {
  /** For whom it is, in a few words. */
  readonly title: string;
  /** The usual extension, without a point. */
  readonly extension: string;
  /** Whether it holds positions, or needs the outline of every cell. */
  readonly needs: 'points' | 'outlines';
  /** Whether the pictures' sizes must be known. */
  readonly needsSize: boolean;
  /** One file for all pictures, or one for each. */
  readonly files: 'one' | 'one each';
  /**
   * @returns files named after the pictures, never two alike
   * @throws AnnotationError where a picture lacks what the format needs
   */
  write(sets: readonly PointSet[]): readonly ExchangeFile[];
}

/** Names of formats, as people type them. */
export type ExportName = 'roi' | 'roiset' | 'geojson' | 'coco' | 'napari' | 'cellcounter' | 'csv' | 'labels';

/** All formats by name. The half-pixel rule of each stands with its writer. */
export const exportFormats: Readonly<Record<ExportName, ExportFormat>> = {
  roi: {
    title: 'ImageJ, Fiji: one multi-point selection',
    extension: 'roi',
    needs: 'points',
    needsSize: false,
    files: 'one each',
    write: writeRois,
  },
  roiset: {
    title: 'ImageJ, Fiji: ROI Manager, outlines included',
    extension: 'zip',
    needs: 'points',
    needsSize: false,
    files: 'one each',
    write: writeRoiSets,
  },
  geojson: {
    title: 'QuPath, outlines included',
    extension: 'geojson',
    needs: 'points',
    needsSize: false,
    files: 'one each',
    write: (sets) => writeGeoJson(sets),
  },
  coco: {
    title: 'COCO: training sets and annotators, masks included',
    extension: 'json',
    needs: 'points',
    needsSize: true,
    files: 'one',
    write: (sets) => writeCoco(sets),
  },
  napari: {
    title: 'napari: Points layer',
    extension: 'csv',
    needs: 'points',
    needsSize: false,
    files: 'one each',
    write: writeNapari,
  },
  cellcounter: {
    title: 'ImageJ, Fiji: Cell Counter, whole pixels',
    extension: 'xml',
    needs: 'points',
    needsSize: false,
    files: 'one each',
    write: writeCellCounter,
  },
  csv: {
    title: 'spreadsheets: one table of points',
    extension: 'csv',
    needs: 'points',
    needsSize: false,
    files: 'one',
    write: writePointsCsv,
  },
  labels: {
    title: 'label images: PNG of 16 bits, TIFF beyond 65,535 cells',
    extension: 'png',
    needs: 'outlines',
    needsSize: true,
    files: 'one each',
    write: writeLabelImages,
  },
};
