import type { Region } from '../image.js';

/** The rectangles of a grid of `grid` rows and columns over a picture, row by row; as alike as whole pixels allow. */
export function gridRegions({ width, height }: { width: number; height: number }, grid: number): Region[] {
  const edge = (i: number, length: number): number => Math.round((i * length) / grid);
  return Array.from({ length: grid ** 2 }, (_, i) => {
    const [row, column] = [Math.floor(i / grid), i % grid];
    const [x, y] = [edge(column, width), edge(row, height)];
    return { x, y, width: edge(column + 1, width) - x, height: edge(row + 1, height) - y };
  });
}

/** What the part `i` of a picture is called: its row and its column, from one. */
export const partName = (picture: string, i: number, grid: number): string =>
  `${picture} [${Math.floor(i / grid) + 1}, ${(i % grid) + 1}]`;
