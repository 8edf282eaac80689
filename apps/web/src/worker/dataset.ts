import { blobSource, type Dataset, type ImageSource, openImage, type Selection } from '@celltally/imaging';
import type { TrainingPicture } from '../work/engine-methods.js';
import { selectionOf } from './count.js';

/** Pictures of the page as a data set to learn from. */
export function datasetOf(
  name: string,
  training: readonly TrainingPicture[],
  heldOut: readonly TrainingPicture[],
): Dataset {
  const all = [...training, ...heldOut].sort((a, b) => (a.id < b.id ? -1 : 1));
  return {
    name,
    layout: 'page',
    items: all.map((picture) => ({
      name: picture.id,
      open: async () =>
        selected(await openImage(blobSource(picture.blob), { name: picture.name }), selectionOf(picture)),
      annotation: async () => picture.known,
    })),
    splits: {
      train: training.map(({ id }) => id).sort(),
      val: heldOut.map(({ id }) => id).sort(),
      test: [],
    },
    notes: [],
  };
}

/** A source of which one selection is all there is. */
function selected(source: ImageSource, selection: Selection): ImageSource {
  const { width, height, channels, colour } = source.describe(selection);
  return {
    ...source,
    ...{ width, height, channels, colour },
    describe: (inner) => source.describe({ ...selection, ...inner }),
    read: (inner, signal) => source.read({ ...selection, ...inner }, signal),
  };
}
