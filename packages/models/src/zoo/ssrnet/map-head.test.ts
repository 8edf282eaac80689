import { type Device, mean, openDevice, relu, upsampleNearest, type Value } from '@celltally/engine';
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
    child: () => scope,
    frozen: () => scope,
    parameter: (name) => tensors[name]!,
    buffer: (name) => tensors[name]!,
    update: () => {},
    mask: () => undefined,
  };
  return scope;
};

it('is a convolution of the enlarged picture, borders included', async () => {
  const shapes = { x: [2, 5, 3, 4], weight: [3, 5, 4, 4], bias: [3] };
  const deviations = await deviationsOf(device, shapes, [
    (inputs) => mapHead(scopeOf(inputs), inputs.x!),
    (inputs) => {
      const three = relu(evenConvolution(scopeOf(inputs), upsampleNearest(inputs.x!, 2), { out: 3 }));
      return mean(three, { axes: [1], keepDims: true });
    },
  ]);
  expect(Object.keys(deviations).sort()).toEqual(['dbias', 'dweight', 'dx', 'y']);
  for (const found of Object.values(deviations)) expect(found).toBeLessThan(1e-5);
});
