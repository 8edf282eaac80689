import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { shellCommand } from './shell-command.js';

describe('shellCommand', () => {
  it('quotes only what needs it', () => {
    expect(shellCommand(['count', 'a/b.tif', '--z', 'max'])).toBe('celltally count a/b.tif --z max');
  });

  it('is read by a shell as what it was', () => {
    const argv = ['count', 'my cells/*.tif', "it's", '$HOME', ''];
    const echoed = shellCommand(argv).replace(
      /^celltally/,
      `'${process.execPath}' -p 'JSON.stringify(process.argv.slice(1))'`,
    );
    expect(JSON.parse(execFileSync('/bin/sh', ['-c', echoed], { encoding: 'utf8' }))).toEqual(argv);
  });
});
