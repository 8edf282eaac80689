import { expect, it } from 'vitest';
import type { SimulatedCell } from './cell.js';
import { labelCells } from './label-cells.js';

const disc = (x: number, y: number, radius: number): SimulatedCell => ({
  x,
  y,
  major: radius,
  minor: radius,
  angle: 0,
  bumps: [],
  brightness: 1,
  softness: 1,
  density: 0,
});

it('gives a pixel to the topmost cell', () => {
  const { labels, cells } = labelCells([disc(10, 10, 6), disc(16, 10, 6)], 30, 20);
  expect(cells).toHaveLength(2);
  expect(labels[10 * 30 + 13]).toBe(2);
  expect(labels[10 * 30 + 7]).toBe(1);
  expect(labels[0]).toBe(0);
});

it('has the area of a disc', () => {
  const { labels } = labelCells([disc(20, 20, 12)], 40, 40);
  expect(Math.abs(labels.filter(Boolean).length - Math.PI * 144)).toBeLessThan(8);
});

it('takes out hidden cells and numbers the rest anew', () => {
  const { labels, cells } = labelCells([disc(10, 10, 3), disc(10, 10, 8), disc(30, 10, 5)], 40, 20);
  expect(cells.map((cell) => cell.x)).toEqual([10, 30]);
  expect(labels[10 * 40 + 10]).toBe(1);
  expect(labels[10 * 40 + 30]).toBe(2);
});
