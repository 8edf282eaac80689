import { CLASSICAL } from '../classical/options.js';
import { PlanError } from '../errors.js';
import type { BenchmarkPlan, PlannedData, PlannedModel } from './plan.js';

/** One training of a benchmark: a model, a data set, a seed. */
export interface BenchmarkCell {
  readonly row: PlannedModel;
  readonly data: PlannedData;
  readonly seed: number;
  /** Where its run is kept, below the benchmark's own folder: `cells/vgg-cells/lite-unet/seed-1`. */
  readonly folder: string;
}

/** What tells a cell from the others, for events and reports. */
export interface CellName {
  readonly label: string;
  readonly data: string;
  readonly seed: number;
  readonly folder: string;
}

/** Whether a row learns nothing: the classical recipe. */
export const isUntrained = ({ model }: Pick<PlannedModel, 'model'>): boolean => model === CLASSICAL;

export const nameOf = ({ row, data, seed, folder }: BenchmarkCell): CellName => ({
  label: row.label,
  data: data.name,
  seed,
  folder,
});

/**
 * The cells of a plan in the order in which they are trained: all models on all data sets with the first seed, then with
 * the second, so that a budget that ends early leaves whole tables. What learns nothing is there with the first seed only.
 * @throws PlanError for a label that makes no name of a folder
 */
export const cellsOf = ({ models, data, seeds }: BenchmarkPlan): readonly BenchmarkCell[] =>
  seeds.flatMap((seed) =>
    data.flatMap((set) =>
      models
        .filter((row) => row.data === undefined || row.data.includes(set.name))
        .filter((row) => row.seeds === undefined || row.seeds.includes(seed))
        .filter((row) => seed === seeds[0] || !isUntrained(row))
        .map((row) => ({
          row,
          data: set,
          seed,
          folder: ['cells', slug(set.name), slug(row.label), `seed-${seed}`].join('/'),
        })),
    ),
  );

/** A name that any file system takes: `Lite-UNet, θ = 0.4` is `lite-unet-0.4`. */
function slug(name: string): string {
  const found = name
    .toLowerCase()
    .replace(/[^a-z0-9._]+/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '');
  if (found !== '') return found;
  throw new PlanError(`"${name}" makes no name of a folder: use letters or digits from a to z and 0 to 9`);
}
