import { expect, it } from 'vitest';
import { currentPage, opTable } from './op-table.mjs';

it('docs/ops.md is what the code says (node scripts/op-table.mjs writes it)', () => {
  expect(currentPage()).toBe(opTable());
});
