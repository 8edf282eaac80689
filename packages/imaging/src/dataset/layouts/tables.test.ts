import { describe, expect, it } from 'vitest';
import { memoryFiles } from '../../files.js';
import { countsOf, picture } from '../../testing/dataset-files.node.js';
import { openDataset } from '../open.js';
import type { DatasetOptions } from '../options.js';

const open = (files: Record<string, Uint8Array | string>, options?: DatasetOptions) =>
  openDataset(memoryFiles('set', files), options);
const pictures = { 'plate/a.png': picture, 'plate/b.png': picture };

describe('table', () => {
  it('reads counts', async () => {
    const dataset = await open({ ...pictures, 'counts.csv': 'filename,count\na.png,5\nplate/b.png,0\n' });
    expect(dataset.layout).toBe('table');
    expect(await dataset.items[0]!.annotation()).toEqual({ kind: 'count', count: 5 });
    expect(await countsOf(dataset)).toEqual({ 'a.png': 5, 'b.png': 0 });
  });

  it('reads the CellProfiler column asked for', async () => {
    const text = 'FileName_DNA,Count_Cells,Count_Nuclei\na.png,1,2\nb.png,3,4\n';
    const dataset = await open({ ...pictures, 'Image.csv': text }, { countColumn: 'Count_Nuclei' });
    expect(await countsOf(dataset)).toEqual({ 'a.png': 2, 'b.png': 4 });
  });

  it('prefers points to counts', async () => {
    const points = 'image,x,y\na.png,1,2\na.png,3,4\nb.png,,\n';
    const dataset = await open({ ...pictures, 'points.csv': points, 'counts.csv': 'a.png,5\nb.png,6\n' });
    expect(dataset.notes[0]).toBe('points from points.csv');
    expect(await countsOf(dataset)).toEqual({ 'a.png': 2, 'b.png': 0 });
  });

  it('takes the origin of coordinates from the options', async () => {
    const files = { 'a.png': picture, 'points.csv': 'image,x,y\na.png,1,2\n' };
    expect(await (await open(files)).items[0]!.annotation()).toMatchObject({ points: [{ x: 1.5, y: 2.5 }] });
    const corner = await open(files, { pointOrigin: 'corner' });
    expect(await corner.items[0]!.annotation()).toMatchObject({ points: [{ x: 1, y: 2 }] });
  });

  it('refuses gaps and two tables', async () => {
    await expect(open({ ...pictures, 'counts.csv': 'filename,count\na.png,5\n' })).rejects.toThrow(
      'no annotation for "plate/b.png"',
    );
    await expect(open({ 'a.png': picture, 'counts.csv': 'a.png,5\nc.png,1\n' })).rejects.toThrow(
      'no picture for the annotation "c.png"',
    );
    await expect(open({ 'a.png': picture, 'x.csv': 'a.png,5\n', 'y.csv': 'a.png,6\n' })).rejects.toThrow(
      'holds "x.csv", "y.csv"',
    );
  });
});

describe('picture-tables', () => {
  it('reads a table of points per picture, side by side or in folders', async () => {
    const dataset = await open({ 'a.png': picture, 'a.csv': 'axis-0,axis-1\n2,1\n' });
    expect(dataset.layout).toBe('picture-tables');
    expect(await dataset.items[0]!.annotation()).toEqual({ kind: 'points', points: [{ x: 1.5, y: 2.5 }] });

    const folders = await open({ 'images/a.png': picture, 'annotations/a_points.csv': 'x,y\n2,1\n3,1\n' });
    expect(await countsOf(folders)).toEqual({ 'a.png': 2 });
  });

  it('refuses a picture without table', async () => {
    await expect(open({ 'a.png': picture, 'b.png': picture, 'a.csv': 'x,y\n' })).rejects.toThrow(
      'no annotation for "b.png"',
    );
  });
});
