import { expect, it } from 'vitest';
import { accuracyPage, currentPage } from './accuracy.mjs';

it('docs/accuracy.md is what the model packages say (node scripts/accuracy.mjs writes it)', () => {
  expect(currentPage()).toBe(accuracyPage());
});
