import { baseName, withoutExtension } from './paths.js';

/**
 * Finds pictures by the names that tables, lists and JSON files give them: the path, its last part, or that
 * without extension, whichever is the first to match exactly one.
 */
export function pictureIndex<T extends { readonly name: string }>(
  pictures: readonly T[],
): (name: string) => T | undefined {
  const keys: readonly ((name: string) => string)[] = [
    (name) => name,
    baseName,
    (name) => withoutExtension(baseName(name)),
  ];
  const indexes = keys.map((key) => {
    const index = new Map<string, T | 'ambiguous'>();
    for (const picture of pictures) {
      const of = key(picture.name);
      index.set(of, index.has(of) ? 'ambiguous' : picture);
    }
    return { key, index };
  });
  return (name) => {
    const plain = name.replaceAll('\\', '/').replace(/^(\.\/)+/, '');
    for (const { key, index } of indexes) {
      const found = index.get(key(plain));
      if (found !== undefined) return found === 'ambiguous' ? undefined : found;
    }
    return undefined;
  };
}
