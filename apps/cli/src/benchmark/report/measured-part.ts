import type { BenchmarkGroup } from '@celltally/counting';

/** The part of the data that the tables of these groups are of, as a word. */
export const measuredPart = (groups: readonly BenchmarkGroup[]): 'test' | 'validation' =>
  groups[0]?.records[0]?.part === 'val' ? 'validation' : 'test';
