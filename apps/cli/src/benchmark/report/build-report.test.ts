import { type MeasuredCosts, networksOf, type PlannedNetwork } from '@celltally/counting';
import { parseHTML } from 'linkedom';
import { beforeAll, describe, expect, it } from 'vitest';
import { printTheme } from '../../render/plots/theme.js';
import { FAKE_PLAN, fakeCosts, fakeResults } from '../../testing/fake-results.js';
import { buildReport } from './build-report.js';
import type { ReportDocument, ReportTable } from './document.js';
import { markdownOf } from './markdown.js';
import { pageOf } from './page.js';
import { reportJson } from './report-json.js';

let networks: readonly PlannedNetwork[];
let costs: MeasuredCosts;
let report: ReportDocument;

beforeAll(async () => {
  networks = await networksOf(FAKE_PLAN);
  costs = fakeCosts(networks);
  report = buildReport({ results: fakeResults(), networks, costs, command: 'celltally benchmark --out x' });
});

const plain = (text: string): string => text.replaceAll('\u00a0', ' ');
const section = (title: string) => report.sections.find((each) => each.title === title);
function table(of: string, title?: string): ReportTable {
  const found = section(of)?.parts.find((part) => part?.kind === 'table' && part.title === title);
  if (found?.kind !== 'table') throw new Error(`no table ${title} in ${of}`);
  return found.table;
}
const texts = ({ rows }: ReportTable): string[][] =>
  rows.map(({ cells }) => cells.map(({ text }) => plain(text)));

describe('buildReport', () => {
  it('has a section for every data set, for costs, and for what is not in the tables', () => {
    expect(report.sections.map(({ title }) => title)).toEqual([
      'At a glance',
      'vgg-cells',
      'bbbc039',
      'Cost',
      'Not in the tables',
      'How to read this',
    ]);
    expect(report.lede).toBe(
      'Smallest mean absolute errors: θ = 0.5 on vgg-cells (2.25 cells), θ = 0.5 on bbbc039 (2.00 cells). ' +
        'Of 18 trainings, 1 failed and 4 not finished.',
    );
    expect(Object.fromEntries(report.facts)).toMatchObject({
      Trainings: '13 of 18',
      Time: '2 h 00 min of a budget of 2 h 00 min',
      'Made by': 'celltally 0.1.0, commit abcdef0',
      'Last training ended': '2026-03-02 12:34 UTC',
    });
  });

  it('gives mean and deviation over seeds, marks the best, and says how the table came about', () => {
    const accuracy = table('vgg-cells', 'Accuracy');
    expect(texts(accuracy)[0]).toEqual([
      'U-Net',
      '4.25 ± 0.35',
      '5.31 ± 0.44',
      '4.3 ± 0.4 %',
      '−1.06 ± 0.09',
      'density',
      '1, 2',
      '0.75 ± 0.35',
    ]);
    const best = accuracy.rows.map(({ cells }) => cells[1]?.best === true);
    expect(best.slice(0, 4)).toEqual([false, false, true, false]);
    expect(plain(accuracy.caption)).toBe(
      'Counting error on the test part of vgg-cells, in cells. Mean ± standard deviation over seeds 1, 2; ' +
        'trained in 6 h 00 min; celltally 0.1.0, commit abcdef0.',
    );
    expect(table('bbbc039', 'Accuracy').caption).toMatch(/cells\. Seed 1; trained in 2 h 30 min/);
  });

  it('sets published figures beside ours, each with its protocol and source', () => {
    const { rows, notes } = table('vgg-cells', 'Accuracy');
    const dcl = rows.find(({ cells }) => cells[0]?.text === 'DCL, 2024');
    expect(dcl?.published).toBe(true);
    expect(dcl?.cells.map(({ text }) => text)).toEqual(['DCL, 2024', '4.1', '5.9', '', '', '', '', '']);
    expect(notes?.[(dcl?.cells[0]?.note as number) - 1]).toMatch(
      /Half of the pictures for training.*doi:10\.48550/,
    );
    expect(rows.find(({ cells }) => cells[0]?.text.startsWith('Count-ception'))?.cells[1]?.text).toBe(
      '2.3 to 2.4',
    );
  });

  it('has tables of positions and of outlines for the models that have them', () => {
    expect(texts(table('vgg-cells', 'Localization'))[2]).toEqual([
      'θ = 0.5',
      ...Array.from({ length: 3 }, () => '82.8 ± 0.4 %'),
      ...Array.from({ length: 3 }, () => '87.8 ± 0.4 %'),
      '1, 2',
    ]);
    expect(texts(table('bbbc039', 'Segmentation'))).toEqual([
      ['SSRNet | ×32', '0.900', '0.820', '18.0 dB', '0.800', '1'],
    ]);
    expect(
      section('vgg-cells')?.parts.some((part) => part?.kind === 'table' && part.title === 'Segmentation'),
    ).toBe(false);
  });

  it('counts costs and gives measured ones where there are any', () => {
    const rows = texts(table('Cost'));
    expect(rows[0]).toEqual(['U-Net', '34.527', '65.347', '261.389', '1.000', '1.000 to 1.000', '800']);
    expect(rows[1]?.slice(0, 5)).toEqual(['θ = 0', '1.300', '4.294', '17.250', '0.500']);
    expect(rows.at(-1)?.slice(4)).toEqual(['–', '–', '–']);
    const uncosted = buildReport({ results: fakeResults(), networks, costs: undefined, command: '' });
    const part = uncosted.sections.find(({ title }) => title === 'Cost')?.parts[0];
    expect(part?.kind === 'table' && part.table.columns).toHaveLength(4);
  });

  it('lists what failed, what was left and what could not be read', () => {
    expect(texts(table('Not in the tables', 'Failed'))).toEqual([
      ['U-Net', 'bbbc039', '2', 'the loss became no number in epoch 3'],
    ]);
    expect(table('Not in the tables', 'Left out').caption).toContain('the budget of 2 h 00 min was spent');
    expect(texts(table('Not in the tables', 'Left out')).map((row) => row.at(-1))).toEqual([
      'left after 12 epochs',
      'not begun',
      'not begun',
      'not begun',
    ]);
    expect(texts(table('Not in the tables', 'Pictures without a result'))[0]?.at(-1)).toBe(
      'broken.png: ends too soon',
    );
  });

  it('draws accuracy against cost, and a line of what was varied', () => {
    const figures = section('vgg-cells')?.parts.flatMap((part) =>
      part?.kind === 'figure' ? [part.figure] : [],
    );
    expect(figures?.map(({ name }) => name)).toEqual([
      'vgg-cells-compared',
      'vgg-cells-sweep',
      'vgg-cells-accuracy-cost',
    ]);
    const [rows, line, cost] = (figures ?? []).map((figure) => {
      const { document } = parseHTML(`<html><body>${figure.draw(printTheme)}</body></html>`);
      return { document, texts: [...document.querySelectorAll('text')].map((text) => text.textContent) };
    });
    expect(rows?.texts).toEqual(expect.arrayContaining(['U-Net', 'θ = 0.5', 'MAE (cells)', 'F1 at 10 px']));
    // Two panels of four rows; DCL's counter tells no positions.
    expect(rows?.document.querySelectorAll('circle').length).toBeGreaterThanOrEqual(7);
    expect(line?.texts).toEqual(expect.arrayContaining(['θ', 'MAE (cells)', 'F1 at 5 px', 'F1 at 10 px']));
    // Three panels with three means and six seeds each.
    expect(line?.document.querySelectorAll('circle')).toHaveLength(3 * 9);
    expect(cost?.texts).toEqual(expect.arrayContaining(['U-Net', 'θ = 0.5']));
    expect(cost?.document.querySelectorAll('circle')).toHaveLength(4);
  });
});

describe('a report', () => {
  it('is Markdown whose tables no name breaks', () => {
    const text = markdownOf(report, ({ name }) => `plots/${name}.svg`);
    expect(text).toMatch(/^# Models \\<b\\>compared\\<\/b\\>\n/);
    expect(text).toContain('| SSRNet \\| ×32 |');
    expect(text).toContain('**2.25 ± 0.35**'.replaceAll(' ± ', '\u00a0±\u00a0'));
    expect(text).toContain('| *DCL, 2024* [1] |');
    expect(text).toContain('![θ on vgg-cells](plots/vgg-cells-sweep.svg)');
    for (const block of text.split('\n\n').filter((each) => each.startsWith('|'))) {
      const widths = block.split('\n').map((row) => row.replaceAll('\\|', '').split('|').length);
      expect(new Set(widths).size).toBe(1);
    }
    expect(text).not.toMatch(/NaN|undefined|\[object/);
  });

  it('is a page that needs nothing from elsewhere, and no name becomes an element', () => {
    const page = pageOf(report);
    const { document } = parseHTML(page);
    expect(document.querySelector('h1')?.textContent).toBe('Models <b>compared</b>');
    expect(document.querySelectorAll('h1 b')).toHaveLength(0);
    expect(/.{20}(url\(|@import|<script|src=)/.exec(page)?.[0]).toBeUndefined();
    expect(/.{20}(NaN|undefined|\[object|>false<)/.exec(page)?.[0]).toBeUndefined();
    expect([...document.querySelectorAll('table')].every((each) => each.querySelector('caption'))).toBe(true);
    expect([...document.querySelectorAll('nav a')].map((link) => link.getAttribute('href'))).toEqual(
      [...document.querySelectorAll('h2')].map(({ id }) => `#${id}`),
    );
    const published = [...document.querySelectorAll('.published')][0];
    expect(published?.textContent).toContain('DCL, 2024 1');
    expect(document.querySelectorAll('ol.notes li').length).toBeGreaterThan(0);
  });

  it('is JSON with every seed', () => {
    const json = JSON.parse(reportJson(fakeResults(), networks, costs)) as {
      readonly results: readonly {
        readonly label: string;
        readonly data: string;
        readonly figures: Readonly<Record<string, { readonly mean: number; readonly values: unknown }>>;
        readonly network: string;
      }[];
      readonly trainings: readonly { readonly state: string }[];
      readonly measured: unknown;
      readonly published: Readonly<Record<string, readonly unknown[]>>;
    };
    expect(json.results).toHaveLength(9);
    expect(json.results[0]).toMatchObject({
      label: 'U-Net',
      data: 'vgg-cells',
      network: 'unet network width=64 countHead=false',
    });
    expect(json.results[0]?.figures.mae).toMatchObject({
      mean: 4.25,
      values: [
        { seed: 1, value: 4 },
        { seed: 2, value: 4.5 },
      ],
    });
    expect(json.trainings.map(({ state }) => state).filter((state) => state !== 'finished')).toEqual([
      'failed',
      'open',
      'open',
      'open',
      'open',
    ]);
    expect(json.measured).toEqual(costs);
    expect(json.published['vgg-cells']?.length).toBeGreaterThan(0);
  });

  it('can be made before anything is finished', () => {
    const { plan, cells, spent } = fakeResults();
    const waiting = cells.map(({ cell }) => ({ cell, state: 'open', epochs: 0 }) as const);
    const empty = buildReport({
      results: { plan, cells: waiting, spent },
      networks,
      costs: undefined,
      command: '',
    });
    expect(empty.lede).toBe('No training is finished yet. Of 18 trainings, 18 not finished.');
    expect(pageOf(empty)).not.toMatch(/NaN|undefined/);
  });
});
