import { describe, expect, it } from 'vitest';
import { collect } from '../testing/collect.node.js';
import { tinyConfig, tinyDataset } from '../testing/tiny-set.node.js';
import { memoryStore } from './run-store.js';
import { train } from './train.js';

const trained = async (calibration: 'none' | 'scale') => {
  const config = tinyConfig({ epochs: 1, calibration, countFrom: 'number' });
  const dataset = await tinyDataset();
  return (await collect(train({ dataset, config, threads: 1, store: memoryStore() }))).result;
};

describe('calibration', () => {
  it('brings the counts of the validation pictures as near to the truth as a factor can', async () => {
    const [plain, scaled] = [await trained('none'), await trained('scale')];
    expect(plain.settings.countScale).toBe(1);
    expect(scaled.settings).toEqual({ ...plain.settings, countScale: scaled.settings.countScale });
    expect(scaled.settings.countScale).not.toBeCloseTo(1, 2);
    expect(scaled.validation!.mae).toBeLessThan(plain.validation!.mae);
  });
});
