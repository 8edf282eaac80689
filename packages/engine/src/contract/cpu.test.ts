import { beforeAll, describe, expect, it } from 'vitest';
import { goldenBytes, goldenCases } from './golden-files.node.js';
import { platformSuite } from './platform-suite.js';
import type { CaseReport } from './suite.js';

describe('golden ops on cpu', () => {
  let reports: readonly CaseReport[];
  beforeAll(async () => {
    reports = await platformSuite('cpu', goldenCases, goldenBytes);
  });

  it('runs all 74 cases', () => {
    expect(reports.map(({ name }) => name)).toEqual(goldenCases.map(({ name }) => name));
    expect(reports).toHaveLength(74);
  });

  it.each(goldenCases.map(({ name }) => name))('%s', (name) => {
    expect(reports.find((report) => report.name === name)?.problem).toBeUndefined();
  });
});
