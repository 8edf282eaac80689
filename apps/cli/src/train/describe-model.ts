import type { ModelDescription, TrainedModel } from '@celltally/counting';

/** What the user says of a model to be packaged. */
export interface Authorship {
  /** Default: unknown. */
  readonly author?: readonly string[];
  /** SPDX identifier. Default CC-BY-4.0. */
  readonly license?: string;
}

/** What a package of a trained model says to people. */
export function describeModel(
  { architecture, target, dataset }: TrainedModel,
  name: string,
  { author = ['unknown'], license = 'CC-BY-4.0' }: Authorship,
): ModelDescription {
  const { title, authors, year, doi } = architecture.paper;
  return {
    name,
    description:
      target.name === 'count'
        ? `Counts cells: ${architecture.name} trained on ${dataset} by the number of cells in each picture.`
        : `Counts and locates cells: ${architecture.name} trained on ${dataset} to predict a ${target.name} map.`,
    authors: author.map((each) => ({ name: each })),
    cite: [{ text: `${authors}: ${title}, ${year}`, ...(doi === undefined ? {} : { doi }) }],
    license,
    tags: ['cell-counting', `${target.name}-map`, '2d', 'microscopy', architecture.name],
    timestamp: new Date().toISOString(),
  };
}
