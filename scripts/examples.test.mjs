import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const weights = join(root, 'weights', 'bbbc039');
const truth = readFileSync(join(root, 'examples', 'counts.csv'), 'utf8')
  .trim()
  .split('\n')
  .slice(1);
const names = truth.map((line) => line.split(',')[0]);

/** The lines that an example prints. */
async function example(name, ...args) {
  const script = join(root, 'examples', name);
  const { stdout } = await promisify(execFile)(process.execPath, [script, ...args], { cwd: root });
  return stdout.trim().split('\n');
}

/** Cells by picture, from the lines of count.mjs. */
const cellsOf = (lines) =>
  new Map(
    lines.flatMap((line) => {
      const found = line.match(/^(\S+): ([\d.]+) cells, \d+ located, [\d.]+ s$/);
      return found ? [[found[1], Number(found[2])]] : [];
    }),
  );

let folder;
let trained;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'celltally-example-'));
  trained = await example('train.mjs', join(folder, 'package'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it('train.mjs trains two epochs, evaluates, and leaves a package', async () => {
  expect(trained[0]).toMatch(/^\d+ parameters, 2 steps an epoch$/);
  expect(trained[1]).toMatch(/^epoch 1: loss \d+\.\d{4}, validation MAE \d+\.\d\d$/);
  expect(trained[2]).toMatch(/^epoch 2: loss/);
  expect(trained.filter((line) => /^cells-\d\.png: \d+ cells, predicted \d+\.\d$/.test(line))).toHaveLength(
    2,
  );
  expect(trained.at(-2)).toMatch(/^test MAE \d+\.\d\d over 2 pictures$/);
  expect(await readdir(join(folder, 'package'))).toContain('rdf.yaml');
});

it('count.mjs counts a folder with a package', async () => {
  const lines = await example('count.mjs', join(root, 'examples', 'images'), join(folder, 'package'));
  expect(lines[0]).toBe(`${names.length} pictures`);
  expect([...cellsOf(lines).keys()].sort()).toEqual(names);
  expect(lines.at(-1)).toMatch(new RegExp(`cells in ${names.length} pictures, 0 failed$`));
});

const bundled = existsSync(weights);
it.skipIf(!bundled)(
  `count.mjs counts the sample images with a bundled model${bundled ? '' : ' (skipped: weights/bbbc039 is missing)'}`,
  async () => {
    const found = cellsOf(await example('count.mjs'));
    for (const line of truth) {
      const [name, cells] = line.split(',');
      expect(Math.abs(found.get(name) - Number(cells)) / Number(cells), name).toBeLessThan(0.35);
    }
  },
);
