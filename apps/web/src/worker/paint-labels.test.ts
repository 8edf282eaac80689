import { labelObjects } from '@celltally/imaging';
import { describe, expect, it } from 'vitest';
import { packOutline } from '../work/outline.js';
import { type PaintedCell, paintLabels } from './paint-labels.js';

const box = (left: number, top: number, side: number): PaintedCell => ({
  x: left + side / 2,
  y: top + side / 2,
  outline: packOutline(Array.from({ length: side }, (_, i) => [top + i, left, left + side]).flat()),
});
const size = { width: 40, height: 30 };
const areas = (cells: readonly PaintedCell[]): number[] =>
  labelObjects(paintLabels(cells, size, 'a.png')).map(({ area }) => area);

describe('paintLabels', () => {
  it('gives outlined cells their own pixels, and others discs on what is left of the ground', () => {
    const cells = [box(2, 3, 8), { x: 14, y: 7 }, box(25, 10, 5)];
    const { labels } = paintLabels(cells, size, 'a.png');
    const [first, disc, third] = labelObjects({ ...size, labels });
    expect([first, third]).toEqual([
      { value: 1, area: 64, x: 6, y: 7 },
      { value: 3, area: 25, x: 27.5, y: 12.5 },
    ]);
    const without = labelObjects(paintLabels([{ x: 14, y: 7 }], size, 'a.png'))[0]!;
    // Radius 20/3 and 10: the one of three cells is the smaller, and the neighbour takes a part of it.
    expect(disc!.area).toBeLessThan(without.area);
    expect(labels[7 * 40 + 9]).toBe(1);
    expect(labels[7 * 40 + 10]).toBe(2);
  });

  it('draws a disc that is symmetric, and cut off at the edge of the picture', () => {
    const cells = Array.from({ length: 30 }, (_, i) => ({
      x: (i % 6) * 6 + 3.5,
      y: Math.floor(i / 6) * 6 + 2.5,
    }));
    const objects = labelObjects(paintLabels(cells, size, 'a.png'));
    objects.forEach(({ x, y, area }, i) => {
      expect([x, y]).toEqual([cells[i]!.x, cells[i]!.y]);
      expect(Math.abs(area - Math.PI * (1200 / 30 / 9))).toBeLessThan(5);
    });
    const corner = paintLabels(
      [
        { x: 0, y: 0 },
        { x: 39.9, y: 29.9 },
      ],
      size,
      'a.png',
    );
    expect([corner.labels[0], corner.labels.at(-1)]).toEqual([1, 2]);
  });

  it('lays a disc on top of the outline in which its position lies, but never takes the last pixel', () => {
    expect(areas([box(0, 0, 30), { x: 15, y: 15 }])[0]).toBeLessThan(900 - 200);
    const [outlined, disc] = areas([box(10, 10, 2), { x: 11, y: 11 }]);
    expect(outlined).toBe(1);
    expect(disc).toBeGreaterThan(100);
  });

  it('keeps the smaller of two outlines on top, whichever comes first', () => {
    expect(areas([box(0, 0, 10), box(4, 4, 3)])).toEqual([91, 9]);
    expect(areas([box(4, 4, 3), box(0, 0, 10)])).toEqual([9, 91]);
  });

  it('leaves out what lies beyond the picture', () => {
    const { labels } = paintLabels([box(36, 26, 8), box(0, 0, 2)], size, 'a.png');
    expect(labelObjects({ ...size, labels }).map(({ area, x, y }) => [area, x, y])).toEqual([
      [16, 38, 28],
      [4, 1, 1],
    ]);
  });

  it('refuses to lose a cell', () => {
    expect(() => paintLabels([box(3, 3, 1), box(3, 3, 1)], size, 'a.png')).toThrow(
      'a.png: other cells cover cell 2 as a whole',
    );
  });
});
