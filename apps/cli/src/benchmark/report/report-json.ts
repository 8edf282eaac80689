import {
  type BenchmarkResults,
  groupsOf,
  hoursOf,
  type MeasuredCosts,
  networkFor,
  type PlannedNetwork,
  publishedFor,
} from '@celltally/counting';

/**
 * Everything that the tables are made of: for every model and data set each figure's mean, deviation, extremes and the
 * value of every seed; every training's state; costs; and published figures. Paths are below the benchmark's folder.
 */
export function reportJson(
  results: BenchmarkResults,
  networks: readonly PlannedNetwork[],
  costs: MeasuredCosts | undefined,
): string {
  const { plan, cells, spent } = results;
  const object = {
    name: plan.name,
    ...(plan.about === undefined ? {} : { about: plan.about }),
    seeds: plan.seeds,
    spent,
    results: groupsOf(results).map(({ row, data, target, seeds, hours, figures }) => ({
      label: row.label,
      model: row.model,
      options: row.options,
      ...(row.x === undefined ? {} : { x: row.x }),
      data,
      target,
      seeds,
      figures,
      hours,
      network: networkFor(networks, { label: row.label, target })?.key,
    })),
    trainings: cells.map(({ cell, ...state }) => ({
      label: cell.row.label,
      data: cell.data.name,
      seed: cell.seed,
      folder: cell.folder,
      ...(state.state === 'finished'
        ? {
            state: state.state,
            hours: hoursOf(state.record),
            part: state.record.part,
            measured: state.record.measured,
            made: state.record.made,
            finished: state.record.finished,
          }
        : state),
    })),
    networks: networks.map(({ key, labels, parameters, macs256, macs512 }) => ({
      key,
      labels,
      parameters,
      macs256,
      macs512,
    })),
    ...(costs === undefined ? {} : { measured: costs }),
    published: Object.fromEntries(plan.data.map(({ name }) => [name, publishedFor(name)])),
  };
  return `${JSON.stringify(object, null, 2)}\n`;
}
