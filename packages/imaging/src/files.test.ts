import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { DatasetError } from './errors.js';
import { memoryFiles, readText, subtree } from './files.js';
import { openFolder } from './files.node.js';

describe('memoryFiles', () => {
  const files = memoryFiles('set', { 'b.txt': '\uFEFFtext', 'a/c.bin': Uint8Array.of(1, 2) });

  it('lists paths in order and reads bytes and text', async () => {
    expect(await files.list()).toEqual(['a/c.bin', 'b.txt']);
    expect(await files.read('a/c.bin')).toEqual(Uint8Array.of(1, 2));
    expect(await readText(files, 'b.txt')).toBe('text');
  });

  it('refuses a path that it does not hold', async () => {
    await expect(files.read('d')).rejects.toThrow(DatasetError);
    await expect(files.read('d')).rejects.toThrow('set holds no file "d"');
  });

  it('offers a folder as a tree of its own', async () => {
    const inner = subtree(files, 'a');
    expect(inner.name).toBe('a');
    expect(await inner.list()).toEqual(['c.bin']);
    expect(await inner.read('c.bin')).toEqual(Uint8Array.of(1, 2));
  });
});

describe('openFolder', () => {
  let root = '';
  afterEach(() => rm(root, { recursive: true, force: true }));

  it('walks folders and links, leaves hidden files out, and survives a link to itself', async () => {
    root = await mkdtemp(join(tmpdir(), 'celltally-files-'));
    await mkdir(join(root, 'images'));
    await mkdir(join(root, '__MACOSX'));
    await writeFile(join(root, 'images', 'b.png'), 'B');
    await writeFile(join(root, '.DS_Store'), '');
    await writeFile(join(root, '__MACOSX', 'b.png'), '');
    await writeFile(join(root, 'a.csv'), 'A');
    await symlink(root, join(root, 'images', 'again'));
    await symlink(join(root, 'a.csv'), join(root, 'linked.csv'));
    await symlink(join(root, 'nowhere'), join(root, 'broken.csv'));

    const files = openFolder(root);
    expect(await files.list()).toEqual(['a.csv', 'images/b.png', 'linked.csv']);
    expect(await readText(files, 'images/b.png')).toBe('B');
    await expect(files.read('images/c.png')).rejects.toThrow(DatasetError);
  });

  it('says which folder does not exist', async () => {
    await expect(openFolder('/no/such/folder').list()).rejects.toThrow('"/no/such/folder" is no folder');
  });
});
