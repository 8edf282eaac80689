import type { EvaluationSummary } from '@celltally/counting';
import type { Io } from '../io.js';
import { createPalette, wantsColour } from '../render/colour.js';
import { formatFigure, formatPercent, formatSigned } from '../render/numbers.js';
import { formatSegmentation, SEGMENTATION_NAMES } from '../render/segmentation-figures.js';
import { renderTable, type TableColumn } from '../render/table.js';

/** Figures by part of the data set for the terminal. */
export function resultTable(
  figures: { readonly val?: EvaluationSummary; readonly test?: EvaluationSummary },
  { stdout, env }: Io,
): string {
  const parts = Object.entries(figures) as [string, EvaluationSummary][];
  if (parts.length === 0) return '';
  const radii = parts[0]?.[1].localization.map(({ radius }) => radius) ?? [];
  const outlines = (['dice', 'iou'] as const).filter((name) =>
    parts.some(([, { segmentation }]) => segmentation?.[name] !== undefined),
  );
  const columns: TableColumn[] = [
    'part',
    'images',
    'MAE',
    'RMSE',
    'bias',
    ...radii.map((radius) => `F1@${radius}`),
    ...outlines.map((name) => SEGMENTATION_NAMES[name]),
  ].map((header, i) => ({ header, align: i === 0 ? 'left' : 'right' }));
  const rows = parts.map(([part, { images, mae, rmse, bias, localization, segmentation }]) => [
    part,
    String(images),
    formatFigure(mae),
    formatFigure(rmse),
    formatSigned(bias),
    ...radii.map((radius) =>
      formatPercent(localization.find((each) => each.radius === radius)?.f1 ?? Number.NaN),
    ),
    ...outlines.map((name) => formatSegmentation(name, segmentation?.[name])),
  ]);
  return renderTable(columns, rows, { palette: createPalette(wantsColour(stdout, env)) });
}
