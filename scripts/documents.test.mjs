// Documents must not lie about where things are: every relative link in them leads to a file, and the README stays short.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const documents = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter(Boolean);

describe.each(documents)('%s', (document) => {
  const text = readFileSync(join(root, document), 'utf8').replace(/```.*?```/gs, '');
  const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target]) => target)
    .filter((target) => !/^(https?:|#)/.test(target));

  it('links to files that exist', () => {
    const missing = links.filter(
      (target) => !existsSync(join(root, dirname(document), target.split('#')[0])),
    );
    expect(missing).toEqual([]);
  });
});

it('keeps the README under 100 lines', () => {
  expect(readFileSync(join(root, 'README.md'), 'utf8').split('\n').length).toBeLessThan(100);
});
