import {
  createPeakFinder,
  findPeaks,
  type Peak,
  type PeakFinder,
  type PeakOptions,
} from '@celltally/imaging';
import type { Decoded, DecodeSettings, MapPlane } from '../model.js';

type PeakSettings = Omit<DecodeSettings, 'countScale'>;

/** The peaks of a map that the settings let pass, in raster order, refined between pixels. */
export const cellPeaks = (map: MapPlane, settings: PeakSettings): Peak[] =>
  findPeaks(map, peakOptions(settings));

/** The same on a map that comes in bands of rows. */
export const cellPeakFinder = (width: number, settings: PeakSettings): PeakFinder =>
  createPeakFinder(width, peakOptions(settings));

const peakOptions = (settings: PeakSettings): PeakOptions => ({
  window: 2 * settings.peakRadius + 1,
  relativeThreshold: settings.relativeThreshold,
  absoluteThreshold: settings.absoluteThreshold,
  emptyBelow: 0,
  subPixel: true,
});

/** Peaks as cells; `height` is the value at the centre of a lone cell of a training map. */
export const cellsAt = (peaks: readonly Peak[], height: number): Decoded['points'] =>
  peaks.map(({ x, y, value }) => ({ x, y, score: Math.min(1, value / height) }));
