import {
  compile,
  constant,
  type Device,
  floatData,
  floats,
  gradients,
  input,
  leakyRelu,
  mean,
  openDevice,
  relu,
  sum,
  upsampleNearest,
  type Value,
} from '@celltally/engine';
import type { Scope } from '@celltally/nn';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { deviationsOf } from '../../testing/same-graph.node.js';
import { evenConvolution } from '../pix2pix/even-convolution.js';
import { mapHead } from './map-head.js';

let device: Device;
beforeAll(async () => {
  device = await openDevice('cpu', { threads: 1 });
});
afterAll(() => device.close());

/** A scope whose parameters are given. */
const scopeOf = (tensors: Readonly<Record<string, Value>>): Scope => {
  const scope: Scope = {
    training: false,
    keepsStatistics: false,
    child: () => scope,
    frozen: () => scope,
    parameter: (name) => tensors[name]!,
    buffer: (name) => tensors[name]!,
    update: () => {},
    mask: () => undefined,
  };
  return scope;
};

it.each([0, 0.2])('is a convolution of the enlarged picture, borders included, slope %d', async (slope) => {
  const shapes = { x: [2, 5, 3, 4], weight: [3, 5, 4, 4], bias: [3] };
  const deviations = await deviationsOf(device, shapes, [
    (inputs) => mapHead(scopeOf(inputs), inputs.x!, slope),
    (inputs) => {
      const raw = evenConvolution(scopeOf(inputs), upsampleNearest(inputs.x!, 2), { out: 3 });
      const three = slope === 0 ? relu(raw) : leakyRelu(raw, slope);
      return mean(three, { axes: [1], keepDims: true });
    },
  ]);
  expect(Object.keys(deviations).sort()).toEqual(['dbias', 'dweight', 'dx', 'y']);
  for (const found of Object.values(deviations)) expect(found).toBeLessThan(1e-5);
});

it('still learns from a map below zero if its rectifier leaks, and not at all if it does not', async () => {
  const image = input('image', [1, 2, 3, 3]);
  const weight = constant(floats([3, 2, 4, 4], new Float32Array(96).fill(-0.1)));
  const gradientAt = async (slope: number): Promise<readonly number[]> => {
    const bias = input('bias', [3]);
    const map = mapHead(scopeOf({ weight, bias }), image, slope);
    const [slopes] = gradients(sum(map), [bias]);
    const program = await device.load(compile({ outputs: { slopes: slopes! } }));
    const given = {
      image: floats([1, 2, 3, 3], new Float32Array(18).fill(1)),
      bias: floats([3], [-1, -1, -1]),
    };
    const { slopes: found } = await program.run(given);
    await program.release();
    return [...floatData(found!)];
  };
  expect(await gradientAt(0)).toEqual([0, 0, 0]);
  // 36 pixels, of which each channel makes a third.
  for (const each of await gradientAt(0.2)) expect(each).toBeCloseTo(0.2 * 12, 5);
});
