import { completeTrainConfig } from '@celltally/counting';
import { expect, it } from 'vitest';
import { commandOf } from './command-of.js';

it('says what differs from the defaults, as flags', () => {
  const config = completeTrainConfig({ learningRate: 0.002, flips: false, target: 'location' });
  expect(commandOf(config, 'my cells')).toBe(
    "celltally train --data 'my cells' --out run --target location --learning-rate 0.002 --no-flips",
  );
  expect(commandOf(completeTrainConfig({}), 'cells')).toBe('celltally train --data cells --out run');
});
