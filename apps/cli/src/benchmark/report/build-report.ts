import {
  type BenchmarkGroup,
  type BenchmarkResults,
  groupsOf,
  isUntrained,
  type MeasuredCosts,
  networkFor,
  type PlannedNetwork,
} from '@celltally/counting';
import { formatDuration } from '../../render/durations.js';
import { formatFigure } from '../../render/numbers.js';
import { accuracyAgainstCost, type CostedAccuracy } from '../plots/accuracy-against-cost.js';
import { type ComparedFigure, compared as drawCompared } from '../plots/compared.js';
import { type SweptFigure, sweep } from '../plots/sweep.js';
import { costTable } from './cost-table.js';
import type { ReportDocument, ReportFigure, ReportPart, ReportSection, ReportTable } from './document.js';
import { makersText } from './made-text.js';
import { measuredPart } from './measured-part.js';
import { overviewTable } from './overview-table.js';
import { protocolTerms } from './protocol-terms.js';
import { accuracyTable, localizationTable, segmentationTable } from './result-tables.js';
import { unfinishedSection } from './unfinished.js';

/** What times are compared with, as reports call it. */
const REFERENCE = 'U-Net';

export interface ReportInput {
  readonly results: BenchmarkResults;
  readonly networks: readonly PlannedNetwork[];
  readonly costs: MeasuredCosts | undefined;
  /** The command that writes the report again. */
  readonly command: string;
}

/** Tables and plots of a benchmark, before they are Markdown or HTML. */
export function buildReport({ results, networks, costs, command }: ReportInput): ReportDocument {
  const { plan, cells, spent } = results;
  const groups = groupsOf(results);
  const finished = cells.flatMap((each) => (each.state === 'finished' ? [each.record] : []));
  const last = finished
    .map((record) => record.finished)
    .sort()
    .at(-1);
  const overview = overviewTable(plan, groups);
  const untrained = plan.models.filter(isUntrained).map(({ label }) => label);
  const budget =
    spent.budgetHours === undefined ? '' : ` of a budget of ${formatDuration(3600 * spent.budgetHours)}`;
  return {
    title: plan.name,
    ...(plan.about === undefined ? {} : { about: plan.about }),
    lede: ledeOf(results, groups),
    facts: [
      ['Trainings', `${finished.length} of ${cells.length}`],
      ['Seeds', plan.seeds.join(', ')],
      ['Time', `${formatDuration(spent.seconds)}${budget}`],
      ...(finished.length === 0 ? [] : [['Made by', makersText(finished.map(({ made }) => made))] as const]),
      ...(last === undefined
        ? []
        : [['Last training ended', `${last.slice(0, 10)} ${last.slice(11, 16)} UTC`] as const]),
    ],
    command,
    sections: [
      ...(overview === undefined ? [] : [{ title: 'At a glance', parts: [tablePart(overview)] }]),
      ...plan.data.flatMap(({ name }): ReportSection[] => {
        const own = groups.filter(({ data }) => data === name);
        return own.length === 0 ? [] : [sectionOf(name, own, { results, networks })];
      }),
      { title: 'Cost', parts: [tablePart(costTable(networks, costs, REFERENCE, untrained))] },
      ...unfinishedSection(results),
      { title: 'How to read this', parts: [{ kind: 'terms', terms: protocolTerms(groups) }] },
    ],
  };
}

/** The smallest error on each data set in one sentence. */
function ledeOf({ plan, cells }: BenchmarkResults, groups: readonly BenchmarkGroup[]): string {
  const failed = cells.filter(({ state }) => state === 'failed').length;
  const open = cells.filter(({ state }) => state === 'open').length;
  const best = plan.data.flatMap(({ name }) => {
    const own = groups.filter(({ data }) => data === name);
    const least = own.toSorted((a, b) => mae(a) - mae(b))[0];
    return least === undefined ? [] : [`${least.row.label} on ${name} (${formatFigure(mae(least))} cells)`];
  });
  const rest = [
    ...(failed === 0 ? [] : [`${failed} failed`]),
    ...(open === 0 ? [] : [`${open} not finished`]),
  ];
  return [
    best.length === 0 ? 'No training is finished yet.' : `Smallest mean absolute errors: ${best.join(', ')}.`,
    ...(rest.length === 0 ? [] : [`Of ${cells.length} trainings, ${rest.join(' and ')}.`]),
  ].join(' ');
}

const mae = ({ figures }: BenchmarkGroup): number => figures.mae?.mean ?? Number.NaN;

function sectionOf(
  data: string,
  groups: readonly BenchmarkGroup[],
  { results, networks }: Pick<ReportInput, 'results' | 'networks'>,
): ReportSection {
  const [first] = groups;
  const record = first?.records[0];
  const text =
    record &&
    `${record.measured.images} ${measuredPart(groups)} pictures with ${formatFigure(record.measured.meanActual)} cells on average; ` +
      `trained on ${record.split.train} pictures, decided on ${record.split.val}.`;
  const compared = comparedFigure(data, groups);
  const swept = sweepFigure(data, groups, results.plan.sweep);
  const costed = costFigure(data, groups, networks);
  return {
    title: data,
    ...(text === undefined ? {} : { text }),
    parts: [
      tablePart(accuracyTable({ data, groups }), 'Accuracy'),
      tablePart(localizationTable({ data, groups }), 'Localization'),
      tablePart(segmentationTable({ data, groups }), 'Segmentation'),
      compared && { kind: 'figure', figure: compared },
      swept && { kind: 'figure', figure: swept },
      costed && { kind: 'figure', figure: costed },
    ],
  };
}

const tablePart = (table: ReportTable | undefined, title?: string): ReportPart | undefined =>
  table && { kind: 'table', table, ...(title === undefined ? {} : { title }) };

/** Undefined where the models do not differ in cost. */
function costFigure(
  data: string,
  groups: readonly BenchmarkGroup[],
  networks: readonly PlannedNetwork[],
): ReportFigure | undefined {
  const points = groups.flatMap(({ row, target, figures }): CostedAccuracy[] => {
    const macs = networkFor(networks, { label: row.label, target })?.macs512;
    return macs === undefined || figures.mae === undefined
      ? []
      : [{ label: row.label, macs: macs / 1e9, mae: figures.mae }];
  });
  if (new Set(points.map(({ macs }) => macs)).size < 2) return undefined;
  return {
    name: `${data}-accuracy-cost`,
    title: `Accuracy against cost on ${data}`,
    caption:
      'A point is the mean over seeds, its line reaches from the best to the worst of them. Good and cheap models stand at the bottom left.',
    draw: (theme) => accuracyAgainstCost(points, { data }, theme),
  };
}

const COMPARED = [
  ['mae', 'MAE (cells)'],
  ['f1@10', 'F1 at 10 px'],
] as const;

/** Fewer rows than this are read faster in the table. */
const LEAST_COMPARED = 3;

/** Undefined where there is little to compare. */
function comparedFigure(data: string, groups: readonly BenchmarkGroup[]): ReportFigure | undefined {
  const figures = COMPARED.flatMap(([name, label]): ComparedFigure[] => {
    const rows = groups.flatMap(({ row, figures: known }) => {
      const figure = known[name];
      return figure === undefined ? [] : [{ label: row.label, figure }];
    });
    return rows.length === 0 ? [] : [{ label, rows }];
  });
  if (new Set(figures.flatMap(({ rows }) => rows.map(({ label }) => label))).size < LEAST_COMPARED)
    return undefined;
  return {
    name: `${data}-compared`,
    title: `The rows of the plan on ${data}`,
    caption: 'A point is the mean over seeds, its line reaches from the best to the worst of them.',
    draw: (theme) => drawCompared(figures, { data }, theme),
  };
}

const SWEPT = [
  ['mae', 'MAE (cells)'],
  ['f1@5', 'F1 at 5 px'],
  ['f1@10', 'F1 at 10 px'],
  ['dice', 'Dice'],
] as const;

/** Undefined where nothing is varied. */
function sweepFigure(data: string, groups: readonly BenchmarkGroup[], name = 'x'): ReportFigure | undefined {
  const varied = groups.filter(({ row }) => row.x !== undefined);
  if (new Set(varied.map(({ row }) => row.x)).size < 2) return undefined;
  const figures = SWEPT.flatMap(([figure, label]): SweptFigure[] => {
    const points = varied.flatMap(({ row, figures: known }) => {
      const spread = known[figure];
      return spread === undefined ? [] : [{ series: row.model, x: row.x as number, figure: spread }];
    });
    return points.length === 0 ? [] : [{ label, points }];
  });
  return {
    name: `${data}-sweep`,
    title: `${name} on ${data}`,
    caption: 'A line goes through the means over seeds; small dots are the seeds.',
    draw: (theme) => sweep(figures, { name, data }, theme),
  };
}
