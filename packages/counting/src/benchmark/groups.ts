import { SEGMENTATION_FIGURES } from '../metrics/segmentation-figures.js';
import { type CellRecord, hoursOf } from './cell-record.js';
import type { PlannedModel } from './plan.js';
import type { BenchmarkResults } from './results.js';
import { type Spread, spreadOf } from './spread.js';

/** All seeds of one model on one data set. */
export interface BenchmarkGroup {
  readonly row: PlannedModel;
  /** Name of the data set. */
  readonly data: string;
  /** What was learnt: a kind of training map. */
  readonly target: string;
  /** Seeds that are finished. */
  readonly seeds: readonly number[];
  /**
   * Figures of the plan's part over seeds, by name: `mae`, `rmse`, `relativeError`, `bias`; `precision@5`, `recall@5`,
   * `f1@5` and so on for the radii in pixels; `dice`, `iou`, `psnr`, `ssim`. What a model does not do is absent.
   */
  readonly figures: Readonly<Record<string, Spread>>;
  /** Hours of training. */
  readonly hours: Spread;
  readonly records: readonly CellRecord[];
}

/** The finished cells of a benchmark, those of one model and data set together, in the order of the plan. */
export function groupsOf({ plan, cells }: BenchmarkResults): readonly BenchmarkGroup[] {
  return plan.data.flatMap(({ name }) =>
    plan.models.flatMap((row) => {
      const records = cells.flatMap((each) =>
        each.cell.row === row && each.cell.data.name === name && each.state === 'finished'
          ? [each.record]
          : [],
      );
      const [first] = records;
      return first === undefined ? [] : [groupOf(row, name, [first, ...records.slice(1)])];
    }),
  );
}

function groupOf(
  row: PlannedModel,
  data: string,
  records: readonly [CellRecord, ...CellRecord[]],
): BenchmarkGroup {
  const figures = records.map(figuresOf);
  const names = [...new Set(figures.flatMap((each) => Object.keys(each)))];
  const over = (value: (record: CellRecord, index: number) => number | undefined): Spread | undefined =>
    spreadOf(
      records.flatMap((record, i) => {
        const found = value(record, i);
        return found === undefined ? [] : [{ seed: record.cell.seed, value: found }];
      }),
    );
  return {
    row,
    data,
    target: records[0].target,
    seeds: records.map(({ cell }) => cell.seed),
    figures: Object.fromEntries(names.map((name) => [name, over((_, i) => figures[i]?.[name]) as Spread])),
    hours: over(hoursOf) as Spread,
    records,
  };
}

function figuresOf({ measured }: CellRecord): Readonly<Record<string, number>> {
  const { mae, rmse, relativeError, bias, localization, segmentation } = measured;
  const outlines = SEGMENTATION_FIGURES.flatMap((name) => {
    const value = segmentation?.[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  const positions = localization.flatMap(({ radius, precision, recall, f1 }) => [
    [`precision@${radius}`, precision] as const,
    [`recall@${radius}`, recall] as const,
    [`f1@${radius}`, f1] as const,
  ]);
  return { mae, rmse, relativeError, bias, ...Object.fromEntries([...positions, ...outlines]) };
}
