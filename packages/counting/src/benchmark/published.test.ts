import { expect, it } from 'vitest';
import { publishedFor } from './published.js';

it('finds what was published for a data set by its name, with protocol and source', () => {
  const found = publishedFor('VGG_cells');
  expect(found).toContainEqual({
    method: 'DCL, 2024',
    mae: 4.1,
    rmse: 5.9,
    protocol: expect.stringContaining('Half of the pictures for training'),
    source: expect.stringContaining('10.48550/arXiv.2503.13989'),
  });
  expect(found.find(({ method }) => method.startsWith('Count-ception'))?.mae).toEqual([2.3, 2.4]);
  for (const data of ['vgg-cells', 'mbm', 'adi', 'bbbc039', 'dsb2018', 'bcdata']) {
    const figures = publishedFor(data);
    expect(figures.length).toBeGreaterThan(0);
    for (const { protocol, source } of figures) expect([protocol, source].every(Boolean)).toBe(true);
  }
  expect(publishedFor('my-cells')).toEqual([]);
});
