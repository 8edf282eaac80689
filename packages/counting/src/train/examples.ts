import { gridRegions, partName, type Region } from '@celltally/imaging';
import { countTarget, type MapPlane, type MapTarget } from '@celltally/models';
import type { PreparedPicture } from '../picture/preparation.js';
import type { Example } from './batches.js';
import type { AnnotatedPicture } from './pictures.js';
import { type Cutting, requireCountable } from './require-countable.js';

export interface ExampleOptions extends Cutting {
  readonly target: MapTarget;
  /** What a training step reads: the training map, the number of cells in each patch, or both. */
  readonly needs: { readonly map: boolean; readonly count: boolean };
}

/**
 * What a network learns from: pictures, or the parts of a grid, with their training maps and count planes.
 * @throws ConfigError naming the picture where patches would have no count, or whole pictures do not fit a patch
 */
export function examplesOf(pictures: readonly AnnotatedPicture[], options: ExampleOptions): Example[] {
  const { target, grid, needs } = options;
  const counting = countTarget();
  return pictures.flatMap(({ name, kind, picture, annotation }) => {
    requireCountable(name, picture, annotation.kind, options);
    const map = needs.map ? target.target(annotation, picture) : undefined;
    const counts = !needs.count
      ? undefined
      : target.name === 'count' && map !== undefined
        ? map
        : counting.target(annotation, picture);
    const whole: Example = {
      name,
      kind,
      picture,
      ...(map === undefined ? {} : { map }),
      ...(counts === undefined ? {} : { counts }),
    };
    return grid === 1 ? [whole] : partsOf(whole, grid);
  });
}

/** The parts of an example, row by row, each with its own share of map and count. */
function partsOf(whole: Example, grid: number): Example[] {
  const { name, kind, picture, map, counts } = whole;
  return gridRegions(picture, grid).map((part, i) => ({
    name: partName(name, i, grid),
    kind,
    picture: cutPlanes(picture, picture.channels, part),
    ...(map === undefined ? {} : { map: cutPlanes(map, 1, part) }),
    ...(counts === undefined ? {} : { counts: cutPlanes(counts, 1, part) }),
  }));
}

/** A rectangle of each plane. */
function cutPlanes<P extends MapPlane | PreparedPicture>(
  planes: P,
  channels: number,
  { x, y, width, height }: Region,
): P {
  const data = new Float32Array(channels * width * height);
  for (let line = 0; line < channels * height; line++) {
    const channel = Math.floor(line / height);
    const from = (channel * planes.height + y + (line % height)) * planes.width + x;
    data.set(planes.data.subarray(from, from + width), line * width);
  }
  return { ...planes, width, height, data };
}
