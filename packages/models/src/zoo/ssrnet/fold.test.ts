import { conv2d, type Device, openDevice, relu, reshape, transpose, type Value } from '@celltally/engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deviationsOf } from '../../testing/same-graph.node.js';
import { factorisedFold } from './fold.js';

let device: Device;
beforeAll(async () => {
  device = await openDevice('cpu', { threads: 1 });
});
afterAll(() => device.close());

/** Two convolutions, each followed by its fold: the definition. */
function twoFolds(x: Value, rows: Value, columns: Value, scale: number): Value {
  const [n, , h, w] = x.shape as readonly number[] as [number, number, number, number];
  const out = (columns.shape[0] as number) / scale;
  const byRows = reshape(conv2d(x, rows), [n, scale, out, h, w]);
  const tall = reshape(transpose(byRows, [0, 2, 3, 1, 4]), [n, out, h * scale, w]);
  const byColumns = reshape(conv2d(tall, columns), [n, scale, out, h * scale, w]);
  return reshape(transpose(byColumns, [0, 2, 3, 4, 1]), [n, out, h * scale, w * scale]);
}

describe('a factorised fold', () => {
  it.each([1, 2, 3, 9])('of scale %i is two folds, and what follows may come first', async (scale) => {
    const [channels, out, narrow] = [5, 4, 3];
    const shapes = {
      x: [2, channels, 3, 2],
      rows: [out * scale, channels, 1, 1],
      columns: [out * scale, out, 1, 1],
      narrow: [narrow, out, 1, 1],
    };
    const after = (y: Value, kernel: Value): Value => conv2d(relu(y), kernel);
    const deviations = await deviationsOf(device, shapes, [
      ({ x, rows, columns, narrow: kernel }) =>
        factorisedFold(x!, { rows: rows!, columns: columns! }, scale, (y) => after(y, kernel!)),
      ({ x, rows, columns, narrow: kernel }) => after(twoFolds(x!, rows!, columns!, scale), kernel!),
    ]);
    expect(Object.keys(deviations).sort()).toEqual(['dcolumns', 'dnarrow', 'drows', 'dx', 'y']);
    for (const found of Object.values(deviations)) expect(found).toBeLessThan(1e-5);
  });
});
