import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sharedPath } from '../../testing/shared-data.node.js';
import { importPoints } from '../exchange/import-points.js';
import type { Roi } from './roi.js';
import { decodeRoi } from './roi-decode.js';

const folder = sharedPath('samples', 'imagej-roi');
const read = (name: string): Roi => decodeRoi(readFileSync(join(folder!, name)), name);

/** What a sample's description says, in our words. */
function described(facts: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const point = ([x, y]: readonly number[]): object => ({ x, y });
  const { x, y, n, width, position, ...rest } = facts as Readonly<Record<string, number[] & number>>;
  const paths = facts.paths as number[][][] | undefined;
  const ellipse = facts.aspect_ratio !== undefined;
  const plane = typeof position === 'object' ? (position as object) : { position };
  return {
    type: rest.type,
    ...(x === undefined ? {} : { points: x.map((value, i) => ({ x: value, y: y![i] })) }),
    ...(n === undefined ? {} : { count: n }),
    ...('left' in rest ? { left: rest.left, top: rest.top, width, height: rest.height } : {}),
    ...(!('left' in rest) && width !== undefined ? { strokeWidth: width } : {}),
    ...('arc_size' in rest ? { arcSize: rest.arc_size } : {}),
    ...('counters' in rest ? { counters: rest.counters, slices: rest.slices } : {}),
    ...(paths === undefined ? {} : { paths: paths.map((ring) => ring.map(point)) }),
    ...(ellipse
      ? {
          ellipse: { x1: rest.ex1, y1: rest.ey1, x2: rest.ex2, y2: rest.ey2, aspectRatio: rest.aspect_ratio },
        }
      : {}),
    ...plane,
  };
}

describe.skipIf(folder === undefined)('selections that ImageJ saved', () => {
  const names = folder === undefined ? [] : readdirSync(folder).filter((name) => name.endsWith('.json'));

  it.each(names)('reads what %s says', (name) => {
    const facts = Object.values(JSON.parse(readFileSync(join(folder!, name), 'utf8')) as object)[0];
    const { count, ...expected } = described(facts);
    const roi = read(name.replace('.json', '.roi'));
    expect(roi).toMatchObject(expected);
    if (count !== undefined) expect(roi.points).toHaveLength(count as number);
  });

  it('reads lines, which no description covers', () => {
    expect(read('line1.roi')).toMatchObject({
      type: 'line',
      name: 'line',
      points: [
        { x: 260, y: 52 },
        { x: 89, y: 103 },
      ],
    });
    expect(read('line2.roi')).toMatchObject({ type: 'line', channel: 1, slice: 1, frame: 1 });
  });

  it.each([
    ['point.roi', 1, { x: 68.5, y: 77.75 }],
    ['multipoint.roi', 14, { x: 149.6666717529297 + 0.5, y: 36.5 }],
    ['rectangle.roi', 1, { x: 43 + 43 / 2, y: 19 + 36 / 2 }],
    ['oval.roi', 1, { x: 97 + 34 / 2, y: 58 + 37 / 2 }],
    ['oval-left.roi', 1, { x: 0, y: 4 }],
  ])('makes cells of %s', async (name, count, first) => {
    const [set] = await importPoints(readFileSync(join(folder!, name)), name);
    expect(set!.points).toHaveLength(count);
    expect(set!.points[0]!.x).toBeCloseTo(first.x, 6);
    expect(set!.points[0]!.y).toBeCloseTo(first.y, 6);
    expect(set!.points[0]!.class).toBeUndefined();
  });

  it('makes no cells of lines', async () => {
    const reading = importPoints(readFileSync(join(folder!, 'polyline.roi')), 'polyline.roi');
    await expect(reading).rejects.toThrow(/polyline\.roi holds no cells but polyline selections/);
  });
});
