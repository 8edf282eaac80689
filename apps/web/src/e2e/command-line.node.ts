import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { encodeTiff, openImage, type Point } from '@celltally/imaging';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { exportAs, tableRows } from './steps.node.js';

const CLI = fileURLToPath(new URL('../../../cli/bin/celltally.js', import.meta.url));

/** x and y of a cell. */
export type Place = readonly [number, number];

/** Cells and counts by picture. */
export interface Counted {
  readonly points: ReadonlyMap<string, readonly Place[]>;
  readonly counts: ReadonlyMap<string, number>;
}

/** What `celltally count` finds in pictures of a folder. */
export async function countByCommand(
  folder: string,
  pictures: readonly string[],
  options: readonly string[],
): Promise<Counted> {
  const out = await mkdtemp(join(tmpdir(), 'celltally-out-'));
  try {
    const args = [CLI, 'count', ...pictures, ...options, '--out', out, '--no-overlays'];
    await promisify(execFile)(process.execPath, args, { cwd: folder });
    const counts = tableRows(await readFile(join(out, 'counts.csv'), 'utf8'));
    const points = pointsOf(await readFile(join(out, 'points.csv'), 'utf8'));
    return { points, counts: new Map(counts.map(([name, count]) => [name!, Number(count)])) };
  } finally {
    await rm(out, { recursive: true });
  }
}

/**
 * What `celltally count` finds within a polygon of a picture of a folder, when it is given the smallest rectangle of whole
 * pixels around it as a picture of its own.
 */
export async function countPartByCommand(
  folder: string,
  name: string,
  polygon: readonly Point[],
  options: readonly string[],
): Promise<Place[]> {
  const [xs, ys] = [polygon.map(({ x }) => x), polygon.map(({ y }) => y)];
  const [left, top] = [Math.floor(Math.min(...xs)), Math.floor(Math.min(...ys))];
  const size = { width: Math.ceil(Math.max(...xs)) - left, height: Math.ceil(Math.max(...ys)) - top };
  const source = await openImage(new Uint8Array(await readFile(join(folder, name))), { name });
  const part = `part-of-${name}`;
  await writeFile(
    join(folder, part),
    encodeTiff(await source.read({ region: { x: left, y: top, ...size } })),
  );
  const { points } = await countByCommand(folder, [part], options);
  const all = (points.get(part) ?? []).map(([x, y]): Place => [x + left, y + top]);
  return all.filter((place) => isInside(place, polygon));
}

/** Whether a place lies in a polygon, by the angles under which it sees the edges. */
export function isInside([x, y]: Place, polygon: readonly Point[]): boolean {
  let turned = 0;
  polygon.forEach((a, i) => {
    const b = polygon[(i + 1) % polygon.length]!;
    const [ax, ay, bx, by] = [a.x - x, a.y - y, b.x - x, b.y - y];
    turned += Math.atan2(ax * by - ay * bx, ax * bx + ay * by);
  });
  return Math.abs(turned) > Math.PI;
}

/**
 * Expects the page to show what the command line has found: every cell within 0.01 pixels, every count within 0.001.
 * @param named the page's name of a picture, where it is not that of the file
 */
export async function expectSame(
  page: Page,
  { points, counts }: Counted,
  named = (name: string): string => name,
): Promise<void> {
  const cells = await exportAs(page, ['Cells, CSV']);
  const found = pointsOf(cells.bytes.toString());
  for (const [name, expected] of points) expectSamePoints(found.get(named(name)) ?? [], expected);
  const table = await exportAs(page, ['Counts, CSV']);
  const rows = tableRows(table.bytes.toString());
  for (const [name, count] of counts) {
    const row = rows.find(([image]) => image === named(name))!;
    expect(Number(row[2])).toBe(points.get(name)?.length ?? 0);
    // image, region, cells, cells of the one class, estimate; both tables round to three decimals.
    expect(Math.abs(Number(row[4]) - count)).toBeLessThanOrEqual(1e-3 + 1e-9);
  }
}

export function expectSamePoints(found: readonly Place[], expected: readonly Place[]): void {
  expect(found.length).toBe(expected.length);
  for (const [i, [x, y]] of expected.entries()) {
    expect(Math.abs(found[i]![0] - x)).toBeLessThan(0.01);
    expect(Math.abs(found[i]![1] - y)).toBeLessThan(0.01);
  }
}

/** Cells by picture, in reading order. */
export function pointsOf(text: string): Map<string, Place[]> {
  const points = new Map<string, Place[]>();
  for (const [name, x, y] of tableRows(text)) {
    if (x === '') continue;
    points.set(name!, [...(points.get(name!) ?? []), [Number(x), Number(y)]]);
  }
  for (const each of points.values()) each.sort((a, b) => a[1] - b[1] || a[0] - b[0]);
  return points;
}
