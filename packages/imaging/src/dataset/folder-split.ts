import type { SplitName, Splits } from '../formats/split.js';

const FOLDERS: ReadonlyMap<string, SplitName> = new Map([
  ['train', 'train'],
  ['training', 'train'],
  ['val', 'val'],
  ['valid', 'val'],
  ['validation', 'val'],
  ['test', 'test'],
  ['testing', 'test'],
]);

/** The part that a word such as a folder's name stands for: `training`, `train2017`, `valid`. */
export function splitOfWord(word: string): SplitName | undefined {
  return FOLDERS.get(word.toLowerCase().replace(/[\d_-]+$/, ''));
}

/**
 * Splits of names by their first folder; undefined unless at least two parts occur and every name is in one.
 */
export function folderSplits(names: readonly string[]): Splits | undefined {
  const parts: Record<SplitName, string[]> = { train: [], val: [], test: [] };
  for (const name of names) {
    const part = name.includes('/') ? splitOfWord(name.slice(0, name.indexOf('/'))) : undefined;
    if (part === undefined) return undefined;
    parts[part].push(name);
  }
  return Object.values(parts).filter((part) => part.length > 0).length > 1 ? parts : undefined;
}
