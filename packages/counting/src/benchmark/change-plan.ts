import type { BenchmarkPlan, GivenOptions, PlannedData } from './plan.js';

/** The plan with some options of training in the place of its own, for all cells. */
export function withTrainOptions(plan: BenchmarkPlan, given: GivenOptions): BenchmarkPlan {
  const rest = (options: GivenOptions): GivenOptions =>
    Object.fromEntries(Object.entries(options).filter(([name]) => !(name in given)));
  return {
    ...plan,
    train: { ...plan.train, ...given },
    data: plan.data.map((each) => ({ ...each, train: rest(each.train) })),
    models: plan.models.map((each) => ({ ...each, train: rest(each.train) })),
  };
}

/** The plan with other seeds; rows that had seeds of their own keep those that are among them, or are left out. */
export const withSeeds = (plan: BenchmarkPlan, seeds: readonly number[]): BenchmarkPlan => ({
  ...plan,
  seeds,
  models: plan.models.flatMap((row) => {
    if (row.seeds === undefined) return [row];
    const own = row.seeds.filter((seed) => seeds.includes(seed));
    return own.length === 0 ? [] : [{ ...row, seeds: own }];
  }),
});

/**
 * The plan on these data sets: those that it knows by name keep their options, and models that are trained on none of
 * them are left out.
 */
export function withData(plan: BenchmarkPlan, data: readonly PlannedData[]): BenchmarkPlan {
  const names = data.map(({ name }) => name);
  return {
    ...plan,
    data: data.map((each) => ({ ...each, ...optionsOf(plan, each) })),
    models: plan.models.flatMap((row) => {
      if (row.data === undefined) return [row];
      const known = row.data.filter((name) => names.includes(name));
      return known.length === 0 ? [] : [{ ...row, data: known }];
    }),
  };
}

function optionsOf(plan: BenchmarkPlan, { name }: PlannedData): Partial<PlannedData> {
  const known = plan.data.find((each) => each.name === name);
  return known === undefined ? {} : { train: known.train };
}

/** The plan as a JSON file holds it, so that it can be parsed again. */
export const planJson = (plan: BenchmarkPlan): unknown => ({
  ...plan,
  data: plan.data.map(({ folder, train }) => ({ folder, train })),
});
