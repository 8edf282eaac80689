import { completeTrainConfig } from '@celltally/counting';
import { expect, it } from 'vitest';
import { commandOf } from './command-of.js';

const general = completeTrainConfig({});

it('says what differs from the defaults, as flags', () => {
  const config = completeTrainConfig({ learningRate: 0.002, flips: false, target: 'location' });
  expect(commandOf(config, 'my cells', general)).toBe(
    "celltally train --data 'my cells' --out run --target location --no-flips --learning-rate 0.002",
  );
  expect(commandOf(general, 'cells', general)).toBe('celltally train --data cells --out run');
  expect(commandOf(general, 'cells + more', general)).toBe('celltally train --data cells more --out run');
  expect(commandOf(general, 'cells', general, 'nuclei')).toBe(
    'celltally train --data cells --out run --init nuclei',
  );
});

it('says what differs from the model’s own defaults, and the model', () => {
  const usual = completeTrainConfig({ model: 'dcl', learningRate: 1e-4, epochs: '60,40', flips: false });
  expect(commandOf(usual, 'cells', usual)).toBe('celltally train --data cells --out run --model dcl');
  const config = completeTrainConfig({ model: 'dcl', epochs: '6,4', option: 'samples=4,width=8' });
  expect(commandOf(config, 'cells', usual)).toBe(
    'celltally train --data cells --out run --model dcl --option samples=4,width=8 --flips --epochs 6,4 --learning-rate 0.001',
  );
});
