import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { encodePng, importPoints } from '@celltally/imaging';
import { beforeEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../testing/test-io.js';
import { celltally } from '../testing/tiny-model.js';

let cwd: string;
beforeEach(async () => {
  cwd = await temporaryFolder();
});

const table = 'image,x,y,class\nwell-1.png,1,2,live\nwell-1.png,3,4,dead\nwell-2.png,5,6,live\n';
const write = (path: string, content: string | Uint8Array): Promise<void> =>
  writeFile(join(cwd, path), content);
const read = async (path: string) => importPoints(await readFile(join(cwd, path)), path);
const picture = encodePng({
  width: 20,
  height: 10,
  channels: 1,
  colour: 'grey',
  bitDepth: 8,
  data: new Uint8Array(200),
});

async function pictures(): Promise<void> {
  await mkdir(join(cwd, 'plate'));
  for (const name of ['well-1.png', 'well-2.png']) await write(`plate/${name}`, picture);
}

describe('celltally convert', () => {
  it('writes a file for each picture, and says what it found', async () => {
    await write('points.csv', table);
    const { out, err } = await celltally(cwd, ['convert', 'points.csv', '--to', 'geojson', '--out', 'q']);
    expect((await readdir(join(cwd, 'q'))).sort()).toEqual(['well-1.geojson', 'well-2.geojson']);
    expect((await read('q/well-1.geojson'))[0]!.points[1]).toEqual({ x: 3.5, y: 4.5, class: 'dead' });
    expect(out).toMatch(/well-1\.png\s+2\s+live, dead/);
    expect(out).toMatch(/2 pictures\s+3/);
    expect(err).toMatch(/results in q: 2 files/);
  });

  it('takes tables in the rule that it is told', async () => {
    await write('points.csv', table);
    await celltally(cwd, ['convert', 'points.csv', '--to', 'csv', '--out', 'c', '--origin', 'corner']);
    expect((await read('c/points.csv'))[0]!.points[0]).toMatchObject({ x: 1, y: 2 });
  });

  it('comes back the same through every format of points', async () => {
    await pictures();
    await write('0.csv', table);
    let from = '0.csv';
    for (const to of ['roi', 'geojson', 'coco', 'roiset', 'napari', 'cellcounter', 'csv']) {
      await celltally(cwd, ['convert', from, '--to', to, '--out', `to-${to}`, '--images', 'plate']);
      from = `to-${to}`;
    }
    expect((await readFile(join(cwd, 'to-csv/points.csv'), 'utf8')).split('\n').slice(1)).toEqual([
      'image,x,y,class,score',
      'well-1.png,1.5,2.5,live,',
      'well-1.png,3.5,4.5,dead,',
      'well-2.png,5.5,6.5,live,',
      '',
    ]);
  });

  it('takes sizes and full names from the pictures, and asks for them where they are needed', async () => {
    await pictures();
    await write('well-1.csv', 'x,y\n1,2\n');
    const argv = ['convert', 'well-1.csv', '--to', 'coco', '--out', 'c'];
    expect((await celltally(cwd, argv, 1)).err).toMatch(/coco needs the size of "well-1".*--images/);
    await celltally(cwd, [...argv, '--images', 'plate']);
    expect((await read('c/coco.json'))[0]).toMatchObject({ image: 'well-1.png', width: 20, height: 10 });
  });

  it('makes label images of outlines, and says of points that they are none', async () => {
    await pictures();
    const square = [
      [
        [1, 1],
        [4, 1],
        [4, 3],
        [1, 3],
        [1, 1],
      ],
    ];
    await write(
      'well-1.json',
      JSON.stringify([{ type: 'Feature', geometry: { type: 'Polygon', coordinates: square } }]),
    );
    const argv = ['convert', 'well-1.json', '--to', 'labels', '--images', 'plate', '--out'];
    await celltally(cwd, [...argv, 'l']);
    const [labels] = await read('l/well-1.png');
    expect(labels).toMatchObject({ width: 20, height: 10, points: [{ x: 2.5, y: 2 }] });
    await write('points.csv', table);
    const { err } = await celltally(
      cwd,
      ['convert', 'points.csv', '--to', 'labels', '--images', 'plate', '--out', 'm'],
      1,
    );
    expect(err).toMatch(/Cell 1 of "well-1\.png" has a position but no outline/);
  });

  it('goes on without files that cannot be read, and ends with 2', async () => {
    await mkdir(join(cwd, 'marked'));
    await write('marked/a.csv', 'x,y\n1,2\n');
    await write('marked/b.geojson', '{"type":"Feature');
    const { err } = await celltally(cwd, ['convert', 'marked', '--to', 'roi', '--out', 'r'], 2);
    expect(err).toMatch(/warning: b\.geojson is damaged or cut off/);
    expect(await readdir(join(cwd, 'r'))).toEqual(['a.roi']);
  });

  it('takes the pictures of a folder for label images only where there is nothing else', async () => {
    const data = Uint8Array.from({ length: 200 }, (_, i) => (i < 3 ? 1 : i > 190 ? 2 : 0));
    const labels = encodePng({ width: 20, height: 10, channels: 1, colour: 'grey', bitDepth: 8, data });
    await mkdir(join(cwd, 'masks'));
    await write('masks/a.png', labels);
    const argv = ['convert', 'masks', '--to', 'csv', '--out'];
    await celltally(cwd, [...argv, '1']);
    expect((await read('1/points.csv')).map(({ image, points }) => [image, points.length])).toEqual([
      ['a', 2],
    ]);
    await write('masks/b.csv', 'x,y\n1,2\n');
    await celltally(cwd, [...argv, '2']);
    expect((await read('2/points.csv')).map(({ image }) => image)).toEqual(['b']);
  });

  it.each([
    [['gone.roi'], /"gone\.roi" does not exist/],
    [['*.roi'], /"\*\.roi" holds no files with points/],
    [['bad.xml'], /bad\.xml is of no format that cells are read from/],
    [['a.csv', 'sub/a.csv'], /two of the files hold cells of "a"/],
    [['a.csv', '--to', 'excel'], /--to.*must be one of roi, roiset/s],
  ])('ends with 1 for %j', async (argv, message) => {
    await mkdir(join(cwd, 'sub'));
    for (const path of ['a.csv', 'sub/a.csv']) await write(path, 'x,y\n1,2\n');
    await write('bad.xml', '<svg></svg>');
    const { err } = await celltally(cwd, ['convert', '--to', 'roi', '--out', 'o', ...argv], 1);
    expect(err).toMatch(message);
  });
});
