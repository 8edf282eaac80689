import type { PixelSize } from '../../image.js';
import { type Directory, number, type TiffFile } from './directory.js';
import { TAG } from './tags.js';

/** Micrometres per unit of length, under every spelling met in OME-XML and ImageJ headers. */
const micrometres: Readonly<Record<string, number>> = {
  m: 1e6,
  meter: 1e6,
  cm: 1e4,
  mm: 1e3,
  millimeter: 1e3,
  // Micro sign and Greek mu look alike; ImageJ also writes the escape out.
  '\u00b5m': 1,
  '\u03bcm': 1,
  '\\u00b5m': 1,
  um: 1,
  micron: 1,
  microns: 1,
  micrometer: 1,
  micrometers: 1,
  micrometre: 1,
  nm: 1e-3,
  nanometer: 1e-3,
  pm: 1e-6,
  '\u00e5': 1e-4,
  angstrom: 1e-4,
  in: 25400,
  inch: 25400,
};

/** Micrometres in one `unit`; undefined for what is no length, such as `pixel` or `reference frame`. */
export function micrometresPer(unit: string): number | undefined {
  return micrometres[unit.trim().toLowerCase()];
}

/** A pixel size, where both sides are positive lengths. */
export function pixelSizeOf(x: number, y: number, source: PixelSize['source']): PixelSize | undefined {
  const real = [x, y].every((side) => Number.isFinite(side) && side > 0);
  return real ? { x, y, source } : undefined;
}

/**
 * Pixels coarser than this (in µm) are not believed: the resolution tag then holds the dots per inch of a screen or
 * printer (72 to 1200), as most programs write when they know nothing of a microscope.
 */
const coarsestPixel = 20;

/** The pixel size by the resolution tags (TIFF 6.0 §8), if these can be a microscope's. */
export function resolutionPixelSize(file: TiffFile, directory: Directory): PixelSize | undefined {
  const unit = number(file, directory, TAG.resolutionUnit) ?? 2;
  const unitMicrometres = unit === 3 ? 1e4 : unit === 2 ? 25400 : Number.NaN;
  const [x, y] = [TAG.xResolution, TAG.yResolution].map(
    (tag) => unitMicrometres / (number(file, directory, tag) ?? Number.NaN),
  );
  const size = pixelSizeOf(x!, y!, 'tiff-resolution');
  return size !== undefined && size.x <= coarsestPixel && size.y <= coarsestPixel ? size : undefined;
}
