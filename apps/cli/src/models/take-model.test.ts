import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CROWDED_BLOBS, encodePng, type Image, simulate } from '@celltally/imaging';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { run } from '../run.js';
import { makeFolder, testIo } from '../testing/test-io.js';
import { celltally, tinyData, tinyModel } from '../testing/tiny-model.js';

let cwd: string;
let remove: () => Promise<void>;

const grey = simulate({ ...CROWDED_BLOBS, width: 120, height: 100, count: 12, clustering: 0, seed: 3 }).image;
const bright: Image = { ...grey, data: grey.data.map((value) => 220 - 0.7 * value) };

beforeAll(async () => {
  ({ folder: cwd, remove } = await makeFolder());
  await tinyData(cwd);
  await mkdir(join(cwd, 'weights'));
  await cp(await tinyModel(cwd), join(cwd, 'weights/tiny'), { recursive: true });
  await mkdir(join(cwd, 'bright'));
  await writeFile(join(cwd, 'bright/a.png'), encodePng(bright));
});
afterAll(() => remove());

/** Counts with the one model of the tests as the only one that is bundled beside the real ones. */
async function counting(...argv: readonly string[]) {
  const io = { ...(await testIo(cwd)), env: { CELLTALLY_WEIGHTS: 'weights' } };
  const code = await run(['count', ...argv, '--no-overlays', '--json', '--out', 'out'], io);
  return { code, err: io.err(), report: code === 0 ? JSON.parse(io.out()) : undefined };
}

describe('the model of a count', () => {
  it('is trained with what it has seen on record', async () => {
    const { config } = parse(await readFile(join(cwd, 'run/package/rdf.yaml'), 'utf8'));
    expect(config.celltally.seen).toMatchObject({ kinds: { grey: 1 }, channels: [1] });
    expect(await readFile(join(cwd, 'run/package/README.md'), 'utf8')).toMatch(
      /Training pictures: 100 % grey/,
    );
  });

  it('is the classical recipe where no trained one has seen such pictures, and that is said', async () => {
    const { code, err, report } = await counting('bright');
    expect(code).toBe(0);
    expect(err).toMatch(/model: classical \(grey on bright ground/);
    expect(err).toMatch(/warning: no trained model has seen pictures that are grey on bright ground/);
    expect(report).toMatchObject({ model: 'classical' });
    expect(Math.abs(report.total - 12)).toBeLessThanOrEqual(2);
  });

  it('is named, and warns of every picture that it has not seen the like of', async () => {
    const { err } = await counting('bright', 'data/images/cells-001.tif', '--model', 'tiny');
    expect(err).toMatch(
      /warning: a\.png: the picture is grey on bright ground.*tiny has seen grey on dark ground/,
    );
    expect(err).not.toMatch(/cells-001\.tif: the picture/);
  });

  it('may be the classical recipe, with what it need not find out', async () => {
    const named = await counting('bright', '--model', 'classical', '--diameter', '10');
    expect(named.report).toMatchObject({ model: 'classical' });
    expect((await counting('bright', '--method', 'nuclei')).report).toMatchObject({ model: 'classical' });
    const wrong = await counting('bright', '--model', 'tiny', '--diameter', '10');
    expect(wrong.code).not.toBe(0);
    expect(wrong.err).toMatch(/--method and --diameter are for --model classical/);
  });

  it('sees pictures at the scale that is asked for, and points stay in their pixels', async () => {
    const half = await counting('data/images/cells-001.tif', '--model', 'tiny', '--scale', '0.5');
    expect(half.report.images[0]).toMatchObject({ width: 48, height: 40 });
    const auto = await counting('data/images/cells-001.tif', '--model', 'tiny', '--scale', 'auto');
    expect(auto.code).toBe(0);
    expect((await counting('bright', '--scale', 'large')).err).toMatch(/number from 1\/64 to 64, or auto/);
  });

  it('is evaluated by its name', async () => {
    const { out } = await celltally(cwd, [
      ...['evaluate', '--model', 'classical', '--data', 'data', '--split', 'all', '--json'],
    ]);
    expect(JSON.parse(out)).toMatchObject({ model: 'classical', images: 6 });
  });
});
