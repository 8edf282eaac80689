import type { Annotation, Point } from '../annotation.js';
import { resolveRegion, selectWithin } from '../codecs/select.js';
import { AnnotationError, DatasetError } from '../errors.js';
import type { ImageSource, Region, Selection } from '../image.js';
import { regionHolds } from '../region-holds.js';
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
  const namesOf = (pictures: readonly string[] = []): string[] =>
    pictures.flatMap((picture) => Array.from({ length: grid ** 2 }, (_, i) => partName(picture, i, grid)));
  const { splits } = dataset;
  return {
    ...dataset,
    items: dataset.items.flatMap((item) => partsOf(item, grid)),
    ...(splits === undefined
      ? {}
      : { splits: { train: namesOf(splits.train), val: namesOf(splits.val), test: namesOf(splits.test) } }),
    notes: [...dataset.notes, `every picture is cut into ${grid} x ${grid} parts`],
  };
}

function partsOf(item: DatasetItem, grid: number): DatasetItem[] {
  const regionsOf = (size: { width: number; height: number }): Region[] => {
    if (Math.min(size.width, size.height) >= grid) return gridRegions(size, grid);
    throw new DatasetError(
      `${item.name} has ${size.width} x ${size.height} pixels, too few for ${grid} x ${grid} parts`,
    );
  };
  // To open a picture is to decode it, where it is no TIFF: the annotations of its parts need no more than its size.
  let known: Region[] | undefined;
  const openWhole = async (): Promise<{ source: ImageSource; regions: Region[] }> => {
    const source = await item.open();
    known = regionsOf(source);
    return { source, regions: known };
  };
  return Array.from({ length: grid ** 2 }, (_, i) => ({
    name: partName(item.name, i, grid),
    ...(item.set === undefined ? {} : { set: item.set }),
    open: async () => {
      const { source, regions } = await openWhole();
      return withinRegion(source, regions[i]!);
    },
    annotation: async () => {
      const whole = await item.annotation();
      if (whole === undefined) return undefined;
      const regions = whole.kind === 'labels' ? regionsOf(whole) : (known ?? (await openWhole()).regions);
      return annotationWithin(whole, regions[i]!, item.name);
    },
  }));
}

/** A picture of which no more than a rectangle is seen. */
function withinRegion(source: ImageSource, region: Region): ImageSource {
  const { width, height } = region;
  const within = (selection: Selection = {}): Selection =>
    selectWithin({ ...selection, region }, resolveRegion(region, selection.region));
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
  const holds = (point: Point): boolean => regionHolds(region, point);
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
