import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BenchmarkResults, MeasuredCosts, PlannedNetwork } from '@celltally/counting';
import { printTheme } from '../render/plots/theme.js';
import { buildReport } from './report/build-report.js';
import type { ReportFigure } from './report/document.js';
import { markdownOf } from './report/markdown.js';
import { pageOf } from './report/page.js';
import { reportJson } from './report/report-json.js';

/** Where the plots of a benchmark are kept. */
const PLOTS = 'plots';

export interface ReportParts {
  readonly results: BenchmarkResults;
  readonly networks: readonly PlannedNetwork[];
  readonly costs: MeasuredCosts | undefined;
  /** The command that writes the report again. */
  readonly command: string;
}

/** Writes `benchmark.md`, `benchmark.html`, `benchmark.json` and the plots into a folder. */
export async function writeReport(folder: string, parts: ReportParts): Promise<void> {
  const document = buildReport(parts);
  const figures = document.sections.flatMap((section) =>
    section.parts.flatMap((part) => (part?.kind === 'figure' ? [part.figure] : [])),
  );
  const fileOf = ({ name }: ReportFigure): string => `${PLOTS}/${name}.svg`;
  await mkdir(join(folder, PLOTS), { recursive: true });
  for (const figure of figures) await replace(join(folder, fileOf(figure)), figure.draw(printTheme));
  await replace(join(folder, 'benchmark.md'), markdownOf(document, fileOf));
  await replace(join(folder, 'benchmark.html'), pageOf(document));
  await replace(join(folder, 'benchmark.json'), reportJson(parts.results, parts.networks, parts.costs));
}

/** Whoever looks at a report while it is written sees the former one. */
async function replace(path: string, text: string): Promise<void> {
  await writeFile(`${path}.new`, text);
  await rename(`${path}.new`, path);
}
