import type { EvaluationSummary, ImageResult } from '@celltally/counting';
import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { type EvaluationReportInput, renderEvaluationReport } from './evaluation-report.js';

const images: readonly ImageResult[] = [
  {
    image: 'plate/<b>1</b>.png',
    actual: 100,
    predicted: 104,
    error: 4,
    localization: [{ radius: 5, tp: 90, fp: 14, fn: 10 }],
    seconds: 0.25,
  },
  {
    image: 'plate/2.png',
    actual: 50,
    predicted: 47.5,
    error: -2.5,
    localization: [{ radius: 5, tp: 45, fp: 2, fn: 5 }],
    seconds: 0.35,
  },
];
const summary: EvaluationSummary = {
  mae: 3.25,
  rmse: 3.335,
  relativeError: 0.045,
  bias: 0.75,
  images: 2,
  meanActual: 75,
  rSquared: 0.982,
  localization: [{ radius: 5, precision: 0.894, recall: 0.9, f1: 0.897 }],
  intervals: {
    mae: { low: 2.5, high: 4 },
    rmse: { low: 2.5, high: 4 },
    relativeError: { low: 0.04, high: 0.05 },
    bias: { low: -2.5, high: 4 },
    f1: [{ low: 0.88, high: 0.93 }],
  },
};
/** The smallest PNG header that states a size: 3 × 2 pixels. */
const overlay = Uint8Array.from([
  137, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82, 0, 0, 0, 3, 0, 0, 0, 2,
]);
const input: EvaluationReportInput = {
  model: { name: 'Lite-UNet', facts: [['Parameters', '1.30 M']] },
  dataset: 'vgg-cells',
  split: 'test',
  date: new Date('2026-03-01T12:34:00Z'),
  command: 'celltally evaluate --data "a & b"',
  summary,
  images,
  worst: [{ image: 'plate/<b>1</b>.png', actual: 100, predicted: 104, overlay }],
  failed: [{ image: 'broken.tif', reason: 'ends too soon' }],
};

function parse(changes: Partial<EvaluationReportInput> = {}) {
  const page = renderEvaluationReport({ ...input, ...changes });
  const { document } = parseHTML(page);
  const text = document.body.textContent?.replaceAll('\u00a0', ' ') ?? '';
  return { page, document, text };
}

describe('renderEvaluationReport', () => {
  it('says what was evaluated, how and when', () => {
    const { document, text } = parse();
    expect(document.querySelector('h1')?.textContent).toBe('Lite-UNet on vgg-cells');
    expect(document.querySelector('time')?.getAttribute('datetime')).toBe('2026-03-01T12:34:00.000Z');
    expect(document.querySelector('pre')?.textContent).toBe(input.command);
    for (const part of [
      '1.30 M',
      'test, 2 images',
      '0.30 s',
      'broken.tif',
      'ends too soon',
      '1 of 3 images',
    ]) {
      expect(text).toContain(part);
    }
  });

  it('gives every figure with its interval', () => {
    const { document } = parse();
    const rows = [...document.querySelectorAll('.summary tbody tr')].map((row) =>
      [...row.children].slice(0, 3).map((cell) => cell.textContent?.replaceAll('\u00a0', ' ')),
    );
    expect(rows).toEqual([
      ['MAE', '3.25', '2.50 to 4.00'],
      ['RMSE', '3.33', '2.50 to 4.00'],
      ['Relative error', '4.5 %', '4.0 % to 5.0 %'],
      ['Bias', '+0.75', '−2.50 to +4.00'],
      ['R²', '0.982', '–'],
    ]);
  });

  it('pools the matches of the localization table', () => {
    const { text } = parse();
    expect(text).toContain('5 px89.4 %90.0 %89.7 %88.0 % to 93.0 %1351615');
  });

  it('tells how outlines agree, where there are some', () => {
    expect(parse().document.querySelector('.segmentation')).toBeNull();
    const { document, text } = parse({
      summary: { ...summary, segmentation: { images: 1, dice: 0.912, iou: 0.838, psnr: 18.25 } },
      images: [{ ...images[0]!, segmentation: { dice: 0.912, iou: 0.838, psnr: 18.25 } }, images[1]!],
    });
    const rows = [...document.querySelectorAll('.segmentation tbody tr')].map((row) =>
      [...row.children].slice(0, 2).map((cell) => cell.textContent?.replaceAll('\u00a0', ' ')),
    );
    expect(rows).toEqual([
      ['Dice', '0.912'],
      ['IoU', '0.838'],
      ['PSNR', '18.3 dB'],
    ]);
    expect(text).toContain('Foreground is whatever belongs to one of the cells');
    const cells = [...document.querySelectorAll('.all tbody tr')].map((row) => row.children[6]?.textContent);
    expect(cells).toEqual(['0.912', '–']);
  });

  it('lists every image with values to sort by, and no name becomes an element', () => {
    const { document } = parse();
    const rows = [...document.querySelectorAll('.all tbody tr')];
    expect(rows.map((row) => row.children[0]?.textContent)).toEqual(images.map(({ image }) => image));
    expect(rows[1]!.children[3]!.getAttribute('data-value')).toBe('-2.5');
    expect(document.querySelectorAll('.all thead button')).toHaveLength(rows[0]!.children.length);
    expect(document.querySelectorAll('.all b, .name b')).toHaveLength(0);
  });

  it('embeds pictures with their size and a text in their place', () => {
    const picture = parse().document.querySelector('img');
    expect(picture?.getAttribute('src')).toBe(
      `data:image/png;base64,${Buffer.from(overlay).toString('base64')}`,
    );
    expect([picture?.getAttribute('width'), picture?.getAttribute('height')]).toEqual(['3', '2']);
    expect(picture?.getAttribute('alt')).toContain('true 100, predicted 104');
  });

  it('needs nothing from elsewhere', () => {
    const { page, document } = parse();
    const links = [...document.querySelectorAll('[src], [href]')].map(
      (e) => e.getAttribute('src') ?? e.getAttribute('href'),
    );
    expect(links.every((link) => link?.startsWith('data:'))).toBe(true);
    expect(page).not.toMatch(/url\(|@import/);
    expect(document.querySelector('main')?.innerHTML).not.toMatch(/NaN|undefined|\[object/);
  });

  it('is laid out for assistive technology', () => {
    const { document } = parse();
    expect(document.documentElement.getAttribute('lang')).toBe('en');
    expect([...document.querySelectorAll('table')].every((table) => table.querySelector('caption'))).toBe(
      true,
    );
    expect([...document.querySelectorAll('th')].every((head) => head.hasAttribute('scope'))).toBe(true);
    expect(
      [...document.querySelectorAll('figure > svg')].every((svg) => svg.getAttribute('aria-label')),
    ).toBe(true);
    expect(document.querySelectorAll('h1')).toHaveLength(1);
  });

  it('leaves out what there is nothing to say about', () => {
    const { intervals: _, ...plain } = summary;
    const { document, text } = parse({
      summary: { ...plain, localization: [] },
      images: images.map(({ localization: __, ...rest }) => rest),
      worst: [],
      failed: [],
    });
    const headings = [...document.querySelectorAll('h2, h3')].map((heading) => heading.textContent);
    expect(headings).toEqual(['Summary', 'Agreement of predicted and true counts', 'All images', 'Protocol']);
    expect(text).not.toMatch(/interval|bootstrap|F1/i);
  });
});
