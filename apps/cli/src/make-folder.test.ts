import { existsSync } from 'node:fs';
import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { InputError } from './errors.js';
import { makeFolder } from './make-folder.js';
import { temporaryFolder } from './testing/test-io.js';

describe('makeFolder', () => {
  it('makes what is missing, and leaves what is there', async () => {
    const folder = join(await temporaryFolder(), 'a', 'b', 'c');
    await makeFolder(folder);
    await makeFolder(folder);
    expect((await stat(folder)).isDirectory()).toBe(true);
  });

  it('refuses the place of a file, and one below a file', async () => {
    const file = join(await temporaryFolder(), 'file');
    await writeFile(file, '');
    await expect(makeFolder(file)).rejects.toThrow(/file" is a file, a folder was expected/);
    await expect(makeFolder(join(file, 'below'))).rejects.toMatchObject({ code: 'ENOTDIR' });
  });

  it.skipIf(!existsSync('/proc/self'))('refuses a file system without folders of ours', async () => {
    await expect(makeFolder('/proc/celltally/counts')).rejects.toThrow(InputError);
    await expect(makeFolder('/proc/celltally/counts')).rejects.toThrow(/cannot be made: .*in "\/proc"/);
  });
});
