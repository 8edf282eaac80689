import { completeTrainConfig } from '@celltally/counting';
import { expect, it } from 'vitest';
import { commandOf } from './command-of.js';

const general = completeTrainConfig({});

it('says what differs from the defaults, as flags', () => {
  const config = completeTrainConfig({ learningRate: 0.002, flips: false, target: 'location' });
  expect(commandOf(config, general, { data: 'my cells' })).toBe(
    "celltally train --data 'my cells' --out run --target location --no-flips --learning-rate 0.002",
  );
  expect(commandOf(general, general, { data: 'cells' })).toBe('celltally train --data cells --out run');
  expect(commandOf(general, general, { data: 'cells + more' })).toBe(
    'celltally train --data cells more --out run',
  );
  expect(commandOf(general, general, { data: 'cells', init: 'nuclei' })).toBe(
    'celltally train --data cells --out run --init nuclei',
  );
  expect(commandOf(general, general, { data: 'cells + more', kinds: ['grey', 'pale'] })).toBe(
    'celltally train --data cells more --kinds grey,pale --out run',
  );
});

it('says what differs from the model’s own defaults, and the model', () => {
  const usual = completeTrainConfig({ model: 'dcl', learningRate: 1e-4, epochs: '60,40', flips: false });
  expect(commandOf(usual, usual, { data: 'cells' })).toBe(
    'celltally train --data cells --out run --model dcl',
  );
  const config = completeTrainConfig({ model: 'dcl', epochs: '6,4', option: 'samples=4,width=8' });
  expect(commandOf(config, usual, { data: 'cells' })).toBe(
    'celltally train --data cells --out run --model dcl --option samples=4,width=8 --flips --epochs 6,4 --learning-rate 0.001',
  );
});
