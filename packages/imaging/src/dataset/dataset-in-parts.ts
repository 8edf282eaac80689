import type { Annotation, Point } from '../annotation.js';
import { selectWithin } from '../codecs/select.js';
import { AnnotationError, DatasetError } from '../errors.js';
import type { ImageSource, Region } from '../image.js';
import { gridRegions, partName } from '../tiling/grid-regions.js';
import type { Dataset, DatasetItem } from './dataset.js';

/**
 * The parts of a data set's pictures, `grid` rows and columns of each, as pictures of their own: some papers count them so.
 * A position belongs to the part that it lies in, a box to that of its centre; an object that a cut goes through is in
 * both parts, as in label images that were cut. What a part's annotation cannot be made of is an `AnnotationError`: a
 * number says nothing of the parts.
 *
 * @throws DatasetError where a picture is too small for so many parts, when it is opened
 */
export function datasetInParts(dataset: Dataset, grid: number): Dataset {
  const names = (picture: string): string[] =>
    Array.from({ length: grid ** 2 }, (_, i) => partName(picture, i, grid));
  const { splits } = dataset;
  const partsOf = (part: readonly string[] = []): string[] => part.flatMap(names);
  return {
    ...dataset,
    items: dataset.items.flatMap((item) => names(item.name).map((name, i) => partOf(item, name, i, grid))),
    ...(splits === undefined
      ? {}
      : { splits: { train: partsOf(splits.train), val: partsOf(splits.val), test: partsOf(splits.test) } }),
    notes: [...dataset.notes, `every picture is cut into ${grid} x ${grid} parts`],
  };
}

function partOf(item: DatasetItem, name: string, i: number, grid: number): DatasetItem {
  const regionOf = (size: { width: number; height: number }): Region => {
    if (Math.min(size.width, size.height) >= grid) return gridRegions(size, grid)[i] as Region;
    throw new DatasetError(
      `${item.name} has ${size.width} x ${size.height} pixels, too few for ${grid} x ${grid} parts`,
    );
  };
  return {
    name,
    open: async () => withinRegion(await item.open(), regionOf),
    annotation: async () => {
      const whole = await item.annotation();
      if (whole === undefined) return undefined;
      if (whole.kind === 'labels') return annotationWithin(whole, regionOf(whole), item.name);
      return annotationWithin(whole, regionOf(await item.open()), item.name);
    },
  };
}

/** A picture of which no more than a rectangle is seen. */
function withinRegion(
  source: ImageSource,
  regionOf: (size: { width: number; height: number }) => Region,
): ImageSource {
  const { width, height } = regionOf(source);
  const within = (selection: Parameters<ImageSource['read']>[0] = {}) => {
    const { region: wanted, ...others } = selection;
    const own = regionOf(source.describe(others));
    return selectWithin({ ...others, region: own }, wanted ?? { ...own, x: 0, y: 0 });
  };
  return {
    ...source,
    width,
    height,
    describe: (selection) => source.describe(within(selection)),
    read: (selection, signal) => source.read(within(selection), signal),
  };
}

function annotationWithin(whole: Annotation, region: Region, picture: string): Annotation {
  const { x: left, y: top, width, height } = region;
  const holds = ({ x, y }: Point): boolean => x >= left && x < left + width && y >= top && y < top + height;
  switch (whole.kind) {
    case 'count':
      throw new AnnotationError(
        'the number of cells of a picture does not say how many are in its parts; mark their positions',
        picture,
      );
    case 'points':
      return {
        kind: 'points',
        points: whole.points.filter(holds).map(({ x, y }) => ({ x: x - left, y: y - top })),
      };
    case 'boxes':
      return {
        kind: 'boxes',
        boxes: whole.boxes
          .filter((box) => holds({ x: box.left + box.width / 2, y: box.top + box.height / 2 }))
          .map((box) => ({ ...box, left: box.left - left, top: box.top - top })),
      };
    case 'labels': {
      const labels = new Uint32Array(width * height);
      for (let row = 0; row < height; row++) {
        const from = (top + row) * whole.width + left;
        labels.set(whole.labels.subarray(from, from + width), row * width);
      }
      return { kind: 'labels', width, height, labels };
    }
  }
}
