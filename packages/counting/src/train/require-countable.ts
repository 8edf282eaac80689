import type { Annotation } from '@celltally/imaging';
import { trainOptions } from '../config/train-options.js';
import { ConfigError } from '../errors.js';

/** How training pictures are cut. */
export interface Cutting {
  /** Factor by which pictures were enlarged. */
  readonly scale: number;
  /** Rows and columns of parts that a picture is cut into. */
  readonly grid: number;
  readonly sampling: 'patches' | 'whole';
  /** Side of a patch in pixels. */
  readonly crop: number;
  /** Variation of size. */
  readonly zoom: number;
}

/**
 * Checks that the number of cells in every patch of a picture is known, and that whole pictures fit a patch.
 * @throws ConfigError naming the picture and the options that would help
 */
export function requireCountable(
  name: string,
  { width, height }: { readonly width: number; readonly height: number },
  kind: Annotation['kind'],
  { scale, grid, sampling, crop, zoom }: Cutting,
): void {
  if (grid > Math.min(width, height)) {
    throw new ConfigError(`option 'grid' is ${grid}, but ${name} has ${width} x ${height} pixels`);
  }
  if (kind === 'count' && grid > 1) {
    throw new ConfigError(
      `option 'grid' cuts ${name} into parts, but only the number of cells in the whole picture is known: leave it out`,
    );
  }
  if (kind === 'count' && zoom > 0) {
    throw new ConfigError(
      `option 'zoom' enlarges ${name} beyond a patch, but only the number of cells in the whole picture is known: leave it out`,
    );
  }
  const side = Math.ceil(Math.max(width, height) / grid);
  if (side <= crop || (sampling === 'patches' && kind !== 'count')) return;
  const remedies = [
    ...(side <= trainOptions.crop.range[1] ? [`'crop' to at least ${side}`] : []),
    `'scale' to ${Math.floor((1000 * scale * crop) / side) / 1000}`,
    ...(kind === 'count' ? [] : [`'grid' to ${Math.ceil((grid * side) / crop)}`]),
  ].join(' or ');
  throw new ConfigError(
    kind === 'count'
      ? `only the number of cells in the whole of ${name} is known, so a patch of ${crop} x ${crop} of its ${width} x ${height} pixels has no count of its own: set ${remedies}`
      : `${grid === 1 ? name : `a part of ${name}`} has ${side} pixels on its longer side and does not fit a patch of ${crop} as a whole: set ${remedies}`,
  );
}
