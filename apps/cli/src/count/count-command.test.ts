import { cp, mkdir, readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { encodeTiff, openImage, readPointTable } from '@celltally/imaging';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../run.js';
import { makeFolder, testIo } from '../testing/test-io.js';
import { celltally, tinyData, tinyModel } from '../testing/tiny-model.js';

let cwd: string;
let remove: () => Promise<void>;
let model: string;

beforeAll(async () => {
  ({ folder: cwd, remove } = await makeFolder());
  await tinyData(cwd);
  model = await tinyModel(cwd);
});
afterAll(() => remove());

const text = (...path: readonly string[]): Promise<string> => readFile(join(cwd, ...path), 'utf8');

/** The same TIFF with its one strip deflated. */
function deflated(tiff: Uint8Array, strip: Uint8Array): Uint8Array {
  const bytes = tiff.slice();
  const packed = deflateSync(strip);
  bytes.set(packed, 8);
  const view = new DataView(bytes.buffer);
  const [compression, byteCounts] = [259, 279];
  for (let at = view.getUint32(4, true) + 2; at < bytes.length - 4; at += 12) {
    if (view.getUint16(at, true) === compression) view.setUint16(at + 8, 8, true);
    if (view.getUint16(at, true) === byteCounts) view.setUint32(at + 8, packed.length, true);
  }
  return bytes;
}

describe('celltally count', () => {
  it('writes counts, points and overlays, and prints a table', async () => {
    const { out, err } = await celltally(cwd, ['count', 'data/images', '--model', model, '--out', 'plain']);
    const lines = (await text('plain/counts.csv')).trim().split('\r\n');
    expect(lines[0]).toMatch(/^image,count,/);
    expect(lines.slice(1).map((line) => line.split(',')[0])).toEqual(
      [1, 2, 3, 4, 5, 6].map((n) => `cells-00${n}.tif`),
    );
    expect(out).toContain('cells-006.tif');
    expect(out).toMatch(/6 pictures/);
    expect(err).toMatch(/counting: 6\/6 pictures/);
    const overlay = await openImage(await readFile(join(cwd, 'plain/overlays/cells-001.png')));
    expect(overlay).toMatchObject({ width: 48, height: 40, colour: 'rgb', bitDepth: 8 });
    expect(await readdir(join(cwd, 'plain/overlays'))).toHaveLength(6);
  });

  it('tells the rule of its coordinates, so that points are read back as they were', async () => {
    const { out } = await celltally(cwd, [
      'count',
      'data',
      '--model',
      model,
      '--out',
      'points',
      '--no-overlays',
      '--json',
    ]);
    const { images } = JSON.parse(out) as { images: { image: string; points: number }[] };
    const table = readPointTable(await text('points/points.csv'));
    expect(table.origin).toBe('corner');
    expect(table.points).toHaveLength(images.reduce((sum, { points }) => sum + points, 0));
    expect(await readdir(join(cwd, 'points'))).toEqual(['counts.csv', 'points.csv']);
  });

  it('prints nothing but JSON with --json', async () => {
    const { out } = await celltally(cwd, [
      'count',
      'data/images/cells-00[12].tif',
      '--model',
      model,
      '--out',
      'json',
      '--json',
    ]);
    const report = JSON.parse(out) as Record<string, unknown> & {
      images: Record<string, unknown>[];
      total: number;
    };
    expect(report).toMatchObject({ model: 'tiny model', device: 'cpu', failed: [], interrupted: false });
    expect(report.images).toHaveLength(2);
    expect(report.images[0]).toMatchObject({
      image: 'cells-001.tif',
      path: join(cwd, 'data/images/cells-001.tif'),
      overlay: join(cwd, 'json/overlays/cells-001.png'),
      width: 48,
    });
    expect(report.total).toBeCloseTo(
      report.images.reduce((sum, { count }) => sum + Number(count), 0),
      9,
    );
  });

  it('makes a line of every file that cannot be read, and ends with 2', async () => {
    await mkdir(join(cwd, 'mixed'));
    await cp(join(cwd, 'data/images/cells-001.tif'), join(cwd, 'mixed/whole.tif'));
    await cp(join(cwd, 'data/images/cells-001.tif'), join(cwd, 'mixed/cut.tif'));
    await truncate(join(cwd, 'mixed/cut.tif'), 700);
    await writeFile(join(cwd, 'mixed/empty.png'), '');
    await writeFile(join(cwd, 'mixed/not.png'), 'GIF89a, or so');
    const argv = ['count', 'mixed', '--model', model, '--out', 'bad'];
    const { out, err } = await celltally(cwd, [...argv, '--json'], 2);
    const report = JSON.parse(out) as { failed: { image: string; error: string }[]; images: unknown[] };
    expect(report.images).toHaveLength(1);
    expect(report.failed.map(({ image }) => image)).toEqual(['cut.tif', 'empty.png', 'not.png']);
    expect(report.failed[1]?.error).toMatch(/empty \(0 bytes\)/);
    expect(await text('bad/counts.csv')).toMatch(/\r\nempty\.png,,.*empty \(0 bytes\)/);
    expect(err).toMatch(/warning: .*GIF file/);
    expect((await celltally(cwd, argv, 2)).out).toMatch(/not\.png.*GIF file[\s\S]*1 picture .*3 failed/);
  });

  it('draws a very large picture smaller, and says so', async () => {
    const [width, height] = [8200, 24];
    const data = Uint8Array.from({ length: width * height }, (_, i) => (i * 31) % 200);
    const image = { width, height, channels: 1, colour: 'grey', bitDepth: 8, data } as const;
    await writeFile(join(cwd, 'long.tif'), encodeTiff(image));
    const argv = ['count', 'long.tif', '--model', model, '--out', 'long', '--json'];
    const { out, err } = await celltally(cwd, argv);
    const { images } = JSON.parse(out) as { images: unknown[] };
    expect(images[0]).toMatchObject({ width, height, overlayReduction: 2 });
    expect(err).toMatch(/the overlay of long\.tif is drawn 2 times smaller/);
    const overlay = await openImage(await readFile(join(cwd, 'long/overlays/long.png')));
    expect(overlay).toMatchObject({ width: 4100, height: 12 });
  });

  it('draws what is compressed in whatever way', async () => {
    const data = Uint8Array.from({ length: 48 * 40 }, (_, i) => i % 50);
    const image = { width: 48, height: 40, channels: 1, colour: 'grey', bitDepth: 8, data } as const;
    await writeFile(join(cwd, 'deflated.tif'), deflated(encodeTiff(image), data));
    const { err } = await celltally(cwd, ['count', 'deflated.tif', '--model', model, '--out', 'deflated']);
    expect(err).not.toMatch(/no overlay/);
    expect(await readdir(join(cwd, 'deflated/overlays'))).toEqual(['deflated.png']);
  });

  it('keeps apart pictures of one name', async () => {
    for (const plate of ['p1', 'p2'])
      await cp(join(cwd, 'data/images'), join(cwd, plate), { recursive: true });
    await celltally(cwd, [
      'count',
      'p1/cells-001.tif',
      'p2/cells-001.tif',
      '--model',
      model,
      '--out',
      'twins',
    ]);
    expect(await readdir(join(cwd, 'twins/overlays'))).toEqual(['p1_cells-001.png', 'p2_cells-001.png']);
    expect(await text('twins/counts.csv')).toMatch(/\r\np1\/cells-001\.tif,.*\r\np2\/cells-001\.tif,/s);
  });

  it('counts the same with one worker as with three', async () => {
    const counts = async (workers: string): Promise<unknown> => {
      const argv = [
        'count',
        'data',
        '--model',
        model,
        '--out',
        'workers',
        '--no-overlays',
        '--json',
        '--workers',
        workers,
      ];
      const { images } = JSON.parse((await celltally(cwd, argv)).out) as { images: { count: number }[] };
      return images.map(({ count }) => count.toFixed(3));
    };
    expect(await counts('3')).toEqual(await counts('1'));
  });

  it('keeps what was done when it is interrupted, and ends with 130', async () => {
    const io = await testIo(cwd);
    const interrupting = {
      ...io,
      stderr: {
        write(line: string): void {
          io.stderr.write(line);
          if (line.includes('no PNG')) io.interrupt();
        },
      },
    };
    await mkdir(join(cwd, 'stop'));
    await writeFile(join(cwd, 'stop/0.png'), 'no picture');
    const argv = ['count', 'stop', 'data', '--model', model, '--out', 'stopped', '--workers', '1', '--json'];
    expect(await run(argv, interrupting)).toBe(130);
    const report = JSON.parse(io.out()) as { interrupted: boolean; failed: unknown[]; images: unknown[] };
    expect(report.interrupted).toBe(true);
    expect(report.failed).toHaveLength(1);
    expect(report.images.length).toBeLessThan(6);
    expect(await text('stopped/counts.csv')).toContain('0.png');
  });

  it.each([
    [12, 'nuclei'],
    [26, 'bbbc039'],
  ])(
    'chooses a bundled model by what the pictures look like, and says so: cells %d px wide',
    async (width, name) => {
      const cells = ['--diameter', String(width), '--cells', '10-20', '--seed', '4'];
      await celltally(cwd, ['simulate', '--out', name, '-n', '2', '--size', '200x200', ...cells]);
      const io = await testIo(cwd);
      expect(await run(['count', name, '--out', 'chosen', '--no-overlays'], io)).toBe(0);
      expect(io.err()).toContain(`model: ${name} (grey on dark ground`);
      expect(await text('chosen/counts.csv')).toContain(`,${name},`);
    },
  );

  it.each([
    ['a folder without pictures', ['weightless'], /no pictures in "weightless"/],
    ['a pattern without match', ['*.nothing'], /no file matches/],
    ['a path that is not there', ['gone'], /"gone" does not exist/],
    ['a channel that is none', ['data', '--channel', 'red'], /--channel.*whole number/s],
    ['a model that is not there', ['data', '--model', 'gone'], /no model "gone"/],
    ['no path', [], /missing required argument 'path'/],
    ['results below a file', ['data', '--out', 'data/images/cells-001.tif/x'], /lies below a file/],
  ])('ends with 1 for %s', async (_name, argv, message) => {
    await mkdir(join(cwd, 'weightless'), { recursive: true });
    const { out, err } = await celltally(cwd, ['count', '--out', 'none', ...argv], 1);
    expect(out).toBe('');
    expect(err).toMatch(message);
    expect(err).not.toMatch(/\n {4}at /);
  });
});
