import type { TaskEvent } from '@celltally/counting';
import { expect, it } from 'vitest';
import { secondsLeft } from './seconds-left.js';

const cell = (
  given: Partial<Extract<TaskEvent, { type: 'cell' }>>,
): Extract<TaskEvent, { type: 'cell' }> => ({
  type: 'cell',
  cell: { label: 'unet', data: 'mbm', seed: 1, folder: 'cells' },
  number: 1,
  cells: 4,
  after: 3,
  ...given,
});

it('adds as many cells as there are to come, each as long as others were', () => {
  expect(secondsLeft(cell({ secondsEach: 100 }), 20, 5)).toBe(320);
  expect(secondsLeft(cell({}), 20, 5)).toBe(95);
  expect(secondsLeft(cell({ after: 0 }), 20, 5)).toBe(20);
});

it('is never more than what is left of the budget', () => {
  expect(secondsLeft(cell({ secondsEach: 100, budgetLeft: 200 }), 20, 50)).toBe(150);
  expect(secondsLeft(cell({ secondsEach: 100, budgetLeft: 40 }), 20, 50)).toBe(0);
});
