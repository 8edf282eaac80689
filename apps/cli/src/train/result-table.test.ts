import { type ImageResult, summarizeEvaluation } from '@celltally/counting';
import { describe, expect, it } from 'vitest';
import { testIo } from '../testing/test-io.js';
import { resultTable } from './result-table.js';

const image: ImageResult = {
  image: 'a',
  actual: 10,
  predicted: 12,
  error: 2,
  seconds: 0,
  localization: [{ radius: 5, tp: 9, fp: 1, fn: 1 }],
};
const lines = (table: string): string[] =>
  table
    .trim()
    .split('\n')
    .map((line) => line.replaceAll(/\s+/g, ' ').trim());

describe('resultTable', () => {
  it('has a row for each part', async () => {
    const figures = { val: summarizeEvaluation([image]), test: summarizeEvaluation([image, image]) };
    const table = lines(resultTable(figures, await testIo()));
    expect(table[0]).toBe('part images MAE RMSE bias F1@5');
    expect(table.slice(-2)).toEqual(['val 1 2.00 2.00 +2.00 90.0 %', 'test 2 2.00 2.00 +2.00 90.0 %']);
    expect(resultTable({}, await testIo())).toBe('');
  });

  it('tells how well cells are outlined, where that is known', async () => {
    const outlined = { ...image, segmentation: { dice: 0.9, iou: 0.8, psnr: 17, ssim: 0.7 } };
    const figures = { val: summarizeEvaluation([image]), test: summarizeEvaluation([outlined]) };
    const table = lines(resultTable(figures, await testIo()));
    expect(table[0]).toMatch(/ F1@5 Dice IoU$/);
    expect(table.at(-2)).toMatch(/90\.0 % – –$/);
    expect(table.at(-1)).toMatch(/90\.0 % 0\.900 0\.800$/);
  });
});
