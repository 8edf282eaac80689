import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { memoryStore, type RunStore } from './run-store.js';
import { folderStore } from './run-store.node.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'celltally-store-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const stores: Readonly<Record<string, () => RunStore>> = {
  memory: () => memoryStore(),
  folder: () => folderStore(join(folder, 'deep', 'run')),
};
const text = async (store: RunStore, name: string): Promise<string | undefined> => {
  const bytes = await store.read(name);
  return bytes && new TextDecoder().decode(bytes);
};

describe.each(Object.entries(stores))('a run in %s', (_, open) => {
  it('reads what was written last, and undefined where nothing was', async () => {
    const store = open();
    expect(await store.read('file')).toBeUndefined();
    await store.write('file', Uint8Array.of(1, 2, 3));
    await store.write('file', Uint8Array.of(4, 5));
    expect(await store.read('file')).toEqual(Uint8Array.of(4, 5));
  });

  it('adds text at the end', async () => {
    const store = open();
    await store.append('log', 'one\n');
    await store.append('log', 'zwölf\n');
    expect(await text(store, 'log')).toBe('one\nzwölf\n');
    await store.write('log', new Uint8Array());
    await store.append('log', 'anew\n');
    expect(await text(store, 'log')).toBe('anew\n');
  });
});

describe('a run in a folder', () => {
  it('leaves nothing beside its files', async () => {
    const store = folderStore(join(folder, 'tidy'));
    await store.write('file', Uint8Array.of(1));
    expect(await readdir(join(folder, 'tidy'))).toEqual(['file']);
  });

  it('keeps the former content when a write fails half-way', async () => {
    const store = folderStore(join(folder, 'failing'));
    await store.write('file', Uint8Array.of(1, 2, 3));
    // A list holding something else than bytes fails while it is written, after the file was opened.
    const unwritable = { [Symbol.iterator]: () => ['text', 1n][Symbol.iterator]() } as unknown as Uint8Array;
    await expect(store.write('file', unwritable)).rejects.toThrow();
    expect(await store.read('file')).toEqual(Uint8Array.of(1, 2, 3));
    await store.write('file', Uint8Array.of(9));
    expect(await store.read('file')).toEqual(Uint8Array.of(9));
  });

  it('passes on errors other than a missing file', async () => {
    await expect(folderStore(folder).read('.')).rejects.toThrow('EISDIR');
  });
});
