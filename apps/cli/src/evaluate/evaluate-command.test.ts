import { cp, readFile, truncate, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeFolder } from '../testing/test-io.js';
import { celltally, TINY_TRAINING, tinyData, tinyModel } from '../testing/tiny-model.js';

let cwd: string;
let remove: () => Promise<void>;
let base: readonly string[];

beforeAll(async () => {
  ({ folder: cwd, remove } = await makeFolder());
  await tinyData(cwd);
  base = ['evaluate', '--model', await tinyModel(cwd), '--data', 'data'];
});
afterAll(() => remove());

interface Report {
  readonly images: number;
  readonly mae: number;
  readonly bias: number;
  readonly meanActual: number;
  readonly rmse: number;
  readonly localization: readonly { readonly radius: number; readonly f1: number }[];
  readonly radii: Readonly<
    Record<string, { readonly precision: number; readonly recall: number; readonly f1: number }>
  >;
  readonly failed: readonly { readonly image: string }[];
}

const json = async (...argv: readonly string[]): Promise<Report> =>
  JSON.parse((await celltally(cwd, [...base, '--json', ...argv])).out) as Report;

describe('celltally evaluate', () => {
  it('prints one JSON object with the figures', async () => {
    const report = await json('--split', 'all', '--radius', '10,3');
    expect(report).toMatchObject({
      model: 'tiny model',
      dataset: 'data',
      split: 'all',
      images: 6,
      failed: [],
    });
    expect(report.rmse).toBeGreaterThanOrEqual(report.mae);
    expect(report.mae).toBeGreaterThanOrEqual(Math.abs(report.bias));
    expect(report.localization.map(({ radius }) => radius)).toEqual([3, 10]);
    expect(report.radii['10']?.f1).toBe(report.localization[1]?.f1);
  });

  it('agrees with its table of images', async () => {
    const { mae } = await json('--split', 'all', '--csv', 'images.csv');
    const [header, ...rows] = (await readFile(join(cwd, 'images.csv'), 'utf8')).trim().split('\r\n');
    expect(header).toBe(
      'image,actual,predicted,error,seconds,model,tp_5,fp_5,fn_5,tp_10,fp_10,fn_10,failure',
    );
    const errors = rows.map((row) => Math.abs(Number(row.split(',')[3])));
    expect(errors.reduce((sum, error) => sum + error, 0) / rows.length).toBeCloseTo(mae, 9);
  });

  it('writes a report with the worst cases drawn and the command that makes it', async () => {
    const { out } = await celltally(cwd, [
      ...base,
      '--split',
      'train',
      '--limit',
      '2',
      '--html',
      'deep/report.html',
    ]);
    const page = await readFile(join(cwd, 'deep/report.html'), 'utf8');
    expect(page.match(/<img src="data:image\/png;base64,/g)).toHaveLength(2);
    expect(page).toContain('--limit 2 --html deep/report.html');
    expect(page).toContain('Only the first 2 images');
    expect(out).toMatch(/MAE .*[\s\S]*F1 at 10 px/);
  });

  it('tells how well a model outlines cells', async () => {
    await celltally(cwd, ['train', '--data', 'data', '--out', 'masks', ...TINY_TRAINING, '--target', 'mask']);
    const masks = ['evaluate', '--model', 'masks/package', '--data', 'data', '--split', 'all'];
    const report = JSON.parse((await celltally(cwd, [...masks, '--json'])).out) as {
      readonly segmentation: Readonly<Record<string, number>>;
    };
    expect(Object.keys(report.segmentation)).toEqual(['images', 'dice', 'iou', 'psnr', 'ssim']);
    const { out } = await celltally(cwd, [...masks, '--csv', 'masks.csv', '--html', 'masks.html']);
    expect(out).toMatch(/Dice +0\.\d{3} [\s\S]*PSNR +\d+\.\d+\sdB/);
    const [header, ...rows] = (await readFile(join(cwd, 'masks.csv'), 'utf8')).trim().split('\r\n');
    expect(header).toMatch(/,dice,iou,psnr,ssim,failure$/);
    const dice = rows.map((row) => Number(row.split(',')[12]));
    expect(dice.reduce((sum, each) => sum + each, 0) / rows.length).toBeCloseTo(
      report.segmentation.dice as number,
      9,
    );
    expect(await readFile(join(cwd, 'masks.html'), 'utf8')).toContain('<h3>Segmentation</h3>');
  });

  it('shows the network each image in several ways, and says so', async () => {
    const turned = [...base, '--split', 'all', '--turns', '2'];
    const report = JSON.parse((await celltally(cwd, [...turned, '--json'])).out) as {
      readonly turns: number;
    };
    expect(report.turns).toBe(2);
    const { out } = await celltally(cwd, [...turned, '--html', 'turned.html']);
    expect(out).toMatch(/split all in 2 turns:/);
    expect(await readFile(join(cwd, 'turned.html'), 'utf8')).toContain('mean of 2 ways of looking');
  });

  it('counts parts of pictures as pictures of their own', async () => {
    const report = await json('--split', 'train', '--grid', '2', '--csv', 'parts.csv');
    const whole = await json('--split', 'train');
    expect(report).toMatchObject({ dataset: 'data (2 x 2 parts)', images: 4 * whole.images });
    // Cells that a cut goes through are in two parts.
    expect(4 * report.meanActual).toBeGreaterThan(whole.meanActual);
    expect(report.meanActual).toBeLessThan(whole.meanActual);
    expect(await readFile(join(cwd, 'parts.csv'), 'utf8')).toContain('[2, 1]');
  });

  it('records figures, intervals and the worst pictures in a package, and leaves the rest of it alone', async () => {
    await cp(resolve(cwd, base[2] as string), join(cwd, 'recorded'), { recursive: true });
    await writeFile(join(cwd, 'recorded/notes.txt'), 'mine');
    const weights = await readFile(join(cwd, 'recorded/weights.onnx'));
    const recording = ['evaluate', '--model', 'recorded', '--data', 'data', '--split', 'train', '--record'];
    const { mae } = JSON.parse((await celltally(cwd, [...recording, '--json'])).out) as Report;
    const card = await readFile(join(cwd, 'recorded/README.md'), 'utf8');
    const [, value, low, high] = /\| MAE \|.* ([\d.]+) \(([\d.]+) to ([\d.]+)\) \|$/m.exec(card) ?? [];
    expect(Number(value)).toBeCloseTo(mae, 2);
    expect(Number(low)).toBeLessThanOrEqual(Number(value));
    expect(Number(high)).toBeGreaterThanOrEqual(Number(value));
    expect(card).toContain('The counts of train that were furthest off:');
    expect(card).toContain('](failures-train.svg)');
    expect(await readFile(join(cwd, 'recorded/failures-train.svg'), 'utf8')).toMatch(/^<svg.*missed/);
    expect(await readFile(join(cwd, 'recorded/notes.txt'), 'utf8')).toBe('mine');
    expect(weights.equals(await readFile(join(cwd, 'recorded/weights.onnx')))).toBe(true);
    const again = JSON.parse((await celltally(cwd, [...recording, '--json'])).out) as Report;
    expect(again.mae).toBe(mae);
    const { err } = await celltally(cwd, [...recording, '--limit', '1', '--turns', '2'], 1);
    expect(err).toMatch(/leave out --turns 2 and --limit 1/);
  });

  it('refuses a part that is empty', async () => {
    await celltally(cwd, ['simulate', '--out', 'untested', '-n', '4', '--size', '48x40', '--split', '1,1,0']);
    const { err } = await celltally(cwd, [...base.slice(0, 3), '--data', 'untested', '--json'], 1);
    expect(err).toMatch(/the part "test" of untested holds no pictures \(2 train, 2 val, 0 test\)/);
  });

  it('lists pictures that cannot be read, and ends with 2', async () => {
    await celltally(cwd, ['simulate', '--out', 'damaged', '-n', '3', '--size', '48x40', '--split', '0,0,1']);
    await truncate(join(cwd, 'damaged/images/cells-002.tif'), 500);
    const { out } = await celltally(cwd, [...base.slice(0, 3), '--data', 'damaged', '--json'], 2);
    const report = JSON.parse(out) as Report;
    expect(report.images).toBe(2);
    expect(report.failed.map(({ image }) => image)).toEqual(['cells-002.tif']);
  });
});
