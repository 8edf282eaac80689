import { floatData } from '@celltally/engine';
import { describe, expect, it } from 'vitest';
import { ARCHITECTURE_NAMES, loadArchitecture } from '../registry.js';
import { deviation } from '../testing/golden.node.js';
import { exportFresh, freshTensors } from '../testing/small-package.node.js';
import { halfWeights } from './half-weights.js';
import { weightsOf } from './weights.js';

// At 64² SSRNet's coarsest level is a single place, and its recurrences do nothing.
const SIZE = [128, 128] as const;

describe('weightsOf', () => {
  it.each(ARCHITECTURE_NAMES)('gives back all that the network of %s learnt', async (name) => {
    const architecture = await loadArchitecture(name);
    const options = Object.fromEntries(
      Object.entries(architecture.defaults).map(([key, value]) => [key, /width$/i.test(key) ? 4 : value]),
    );
    const size = architecture.sizes === 'fixed' ? SIZE : undefined;
    const { model } = exportFresh(architecture, options, 3, size);
    const learnt = freshTensors(architecture, options, 3, size);
    const [whole, halved] = [weightsOf(model), weightsOf(halfWeights(model))];
    expect(learnt.size).toBeGreaterThan(0);
    for (const [tensor, { shape, data }] of learnt) {
      expect(whole.get(tensor)?.shape, tensor).toEqual(shape);
      expect(deviation(floatData(whole.get(tensor)!), data as Float32Array), tensor).toBe(0);
      expect(halved.get(tensor)?.shape, tensor).toEqual(shape);
      expect(deviation(floatData(halved.get(tensor)!), data as Float32Array), tensor).toBeLessThan(2e-3);
    }
  });
});
