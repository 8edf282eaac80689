import {
  type BenchmarkGroup,
  type PrintedFigure,
  type PublishedFigures,
  publishedFor,
  SEGMENTATION_FIGURES,
} from '@celltally/counting';
import { formatFigure, formatPercent, formatSigned } from '../../render/numbers.js';
import { formatSegmentation, SEGMENTATION_NAMES } from '../../render/segmentation-figures.js';
import type { ReportCell, ReportRow, ReportTable } from './document.js';
import { madeText } from './made-text.js';
import { measuredPart } from './measured-part.js';
import { columnOf, rowsOf } from './table-cells.js';

/** What a data set's tables are made of. */
interface Results {
  readonly data: string;
  readonly groups: readonly BenchmarkGroup[];
}

/** Count errors on one data set, with what was published for it below. */
export function accuracyTable({ data, groups }: Results): ReportTable {
  const figure = (name: string, format: (value: number) => string, best: 'least' | 'none') =>
    columnOf(groups, ({ figures }) => figures[name], { format, best });
  const published = publishedFor(data);
  const notes = [...new Set(published.map(noteOf))];
  const rows = rowsOf([
    groups.map(({ row }) => ({ text: row.label })),
    figure('mae', formatFigure, 'least'),
    figure('rmse', formatFigure, 'least'),
    figure('relativeError', formatPercent, 'least'),
    figure('bias', formatSigned, 'none'),
    groups.map(({ target }) => ({ text: target })),
    groups.map(({ seeds }) => ({ text: seeds.join(', ') })),
    columnOf(groups, ({ hours }) => hours, { format: formatFigure, best: 'none' }),
  ]);
  return {
    caption: `Counting error on the ${measuredPart(groups)} part of ${data}, in cells. ${madeText(groups)}`,
    columns: [
      { header: 'Model', text: true },
      { header: 'MAE' },
      { header: 'RMSE' },
      { header: 'Relative error' },
      { header: 'Bias' },
      { header: 'Learns', text: true },
      { header: 'Seeds', text: true },
      { header: 'Hours' },
    ],
    rows: [
      ...rows.map((cells) => ({ cells })),
      ...published.map((each): ReportRow => {
        const name = { text: each.method, note: notes.indexOf(noteOf(each)) + 1 };
        return {
          published: true,
          cells: [name, printed(each.mae), printed(each.rmse), ...[NONE, NONE, NONE, NONE, NONE]],
        };
      }),
    ],
    ...(notes.length === 0 ? {} : { notes }),
  };
}

/** Where nothing was published. */
const NONE: ReportCell = { text: '' };

const noteOf = ({ protocol, source }: PublishedFigures): string =>
  `${protocol}${/\.$/.test(protocol) ? '' : '.'} ${source}.`;

function printed(figure: PrintedFigure | undefined): ReportCell {
  if (figure === undefined) return NONE;
  const numbers = typeof figure === 'number' ? [figure] : figure;
  return { text: numbers.map((each) => (each < 10 ? each.toFixed(1) : String(each))).join(' to ') };
}

/** Precision, recall and F1 within each radius; undefined where no model has positions. */
export function localizationTable({ data, groups }: Results): ReportTable | undefined {
  const located = groups.filter(({ figures }) => radiiOf(figures).length > 0);
  const radii = [...new Set(located.flatMap(({ figures }) => radiiOf(figures)))].sort((a, b) => a - b);
  if (located.length === 0) return undefined;
  const published = publishedFor(data).filter(({ f1 }) => f1 !== undefined);
  const notes = [...new Set(published.map(noteOf))];
  const figure = (name: string) =>
    columnOf(located, ({ figures }) => figures[name], { format: formatPercent, best: 'most' });
  const rows = rowsOf([
    located.map(({ row }) => ({ text: row.label })),
    ...radii.flatMap((radius) => [
      figure(`f1@${radius}`),
      figure(`precision@${radius}`),
      figure(`recall@${radius}`),
    ]),
    located.map(({ seeds }) => ({ text: seeds.join(', ') })),
  ]);
  return {
    caption: `Positions found on the ${measuredPart(located)} part of ${data}: one is right within ${radii.join(' or ')} pixels of a true one. ${madeText(located)}`,
    columns: [
      { header: 'Model', text: true },
      ...radii.flatMap((radius) => [
        { header: `F1, ${radius} px` },
        { header: `Precision, ${radius} px` },
        { header: `Recall, ${radius} px` },
      ]),
      { header: 'Seeds', text: true },
    ],
    rows: [
      ...rows.map((cells) => ({ cells })),
      ...published.map((each) => ({
        published: true,
        cells: [
          { text: each.method, note: notes.indexOf(noteOf(each)) + 1 },
          ...radii.flatMap((radius) => {
            const f1 = each.f1?.[radius];
            return [f1 === undefined ? NONE : { text: formatPercent(f1) }, NONE, NONE];
          }),
          NONE,
        ],
      })),
    ],
    ...(notes.length === 0 ? {} : { notes }),
  };
}

const radiiOf = (figures: BenchmarkGroup['figures']): number[] =>
  Object.keys(figures).flatMap((name) => (name.startsWith('f1@') ? Number(name.slice(3)) : []));

/** Agreement of outlines; undefined where no model outlines cells. */
export function segmentationTable({ data, groups }: Results): ReportTable | undefined {
  const outlining = groups.filter(({ figures }) => figures.dice !== undefined);
  if (outlining.length === 0) return undefined;
  const rows = rowsOf([
    outlining.map(({ row }) => ({ text: row.label })),
    ...SEGMENTATION_FIGURES.map((name) =>
      columnOf(outlining, ({ figures }) => figures[name], {
        format: (value) => formatSegmentation(name, value),
        best: 'most',
      }),
    ),
    outlining.map(({ seeds }) => ({ text: seeds.join(', ') })),
  ]);
  return {
    caption: `Outlines on the ${measuredPart(outlining)} part of ${data}, means over pictures. ${madeText(outlining)}`,
    columns: [
      { header: 'Model', text: true },
      ...SEGMENTATION_FIGURES.map((name) => ({ header: SEGMENTATION_NAMES[name] })),
      { header: 'Seeds', text: true },
    ],
    rows: rows.map((cells) => ({ cells })),
  };
}
